// Generated from specs/ark/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { OpenApiDocument } from "../openapi-document.ts";

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "Seedream images on Volcengine Ark and BytePlus ModelArk",
    "version": "1.1.0",
    "summary": "An independent description of the image generation operation, not published or endorsed by ByteDance.",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "servers": [
    {
      "url": "https://ark.cn-beijing.volces.com/api/v3",
      "x-region": "cn-beijing"
    },
    {
      "url": "https://ark.ap-southeast.bytepluses.com/api/v3",
      "x-region": "ap-southeast"
    }
  ],
  "security": [
    {
      "bearerAuth": []
    }
  ],
  "tags": [
    {
      "name": "images"
    }
  ],
  "paths": {
    "/images/generations": {
      "post": {
        "tags": [
          "images"
        ],
        "operationId": "generateImages",
        "x-seedream-operation": "generate",
        "summary": "Generate images",
        "parameters": [
          {
            "$ref": "#/components/parameters/ClientRequestId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ImageRequest"
              },
              "examples": {
                "textToImage": {
                  "summary": "One image from a prompt",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "A lighthouse on a basalt cliff at dusk, long exposure of the sea, wide 16:9 frame",
                    "size": "2K",
                    "response_format": "url",
                    "watermark": false
                  }
                },
                "customSize": {
                  "summary": "An exact size in pixels",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "A panorama of terraced tea fields in morning mist, painted in gouache",
                    "size": "3750x1250",
                    "watermark": false
                  }
                },
                "bytePlus": {
                  "summary": "The same model on BytePlus",
                  "value": {
                    "model": "seedream-4-5-251128",
                    "prompt": "A red kite over a pebble beach, film photograph",
                    "size": "2560x1440",
                    "watermark": false
                  }
                },
                "oneReference": {
                  "summary": "Editing one reference image",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "Keep the chair and its pose, make the upholstery dark green velvet",
                    "image": "https://example.com/references/chair.png",
                    "size": "2048x2048",
                    "watermark": false
                  }
                },
                "severalReferences": {
                  "summary": "Combining several reference images",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "Place the bicycle of image 1 in front of the bakery of image 2, in the style of image 3",
                    "image": [
                      "https://example.com/references/bicycle.jpeg",
                      "https://example.com/references/bakery.webp",
                      "data:image/png;base64,iVBORw0KGgo="
                    ],
                    "sequential_image_generation": "disabled",
                    "size": "2K",
                    "watermark": false
                  }
                },
                "group": {
                  "summary": "A group of related images",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "Three pictures of the same corner cafe in spring, in autumn and in snow",
                    "sequential_image_generation": "auto",
                    "sequential_image_generation_options": {
                      "max_images": 3
                    },
                    "size": "2496x1664",
                    "watermark": false
                  }
                },
                "groupStreaming": {
                  "summary": "A group, each image sent when it is ready",
                  "value": {
                    "model": "doubao-seedream-5-0-260128",
                    "prompt": "Three panels of a comic about a robot that learns to bake bread",
                    "image": "https://example.com/references/robot.png",
                    "sequential_image_generation": "auto",
                    "sequential_image_generation_options": {
                      "max_images": 3
                    },
                    "size": "2496x1664",
                    "stream": true,
                    "watermark": false
                  }
                },
                "inline": {
                  "summary": "Image data inside the answer",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "A paper-cut fox on a plain background",
                    "size": "2048x2048",
                    "response_format": "b64_json",
                    "watermark": false
                  }
                },
                "fastPrompt": {
                  "summary": "Fast prompt optimisation on 4.0",
                  "value": {
                    "model": "doubao-seedream-4-0-250828",
                    "prompt": "A watercolour of three pears on a linen cloth",
                    "size": "1K",
                    "optimize_prompt_options": {
                      "mode": "fast"
                    },
                    "watermark": false
                  }
                },
                "webSearch": {
                  "summary": "5.0 lite as PNG, with facts from the web",
                  "value": {
                    "model": "doubao-seedream-5-0-260128",
                    "prompt": "A poster of this week's weather in Lisbon",
                    "size": "3K",
                    "output_format": "png",
                    "tools": [
                      {
                        "type": "web_search"
                      }
                    ],
                    "watermark": false
                  }
                },
                "seeded": {
                  "summary": "3.0 with a seed and a guidance scale",
                  "value": {
                    "model": "doubao-seedream-3-0-t2i-250415",
                    "prompt": "A cat asleep on a stack of atlases",
                    "size": "1024x1024",
                    "seed": 42,
                    "guidance_scale": 2.5,
                    "watermark": false
                  }
                },
                "seedEdit": {
                  "summary": "SeedEdit keeps the size of its reference",
                  "value": {
                    "model": "doubao-seededit-3-0-i2i-250628",
                    "prompt": "Make it night and light the windows",
                    "image": "https://example.com/references/street.jpeg",
                    "size": "adaptive",
                    "seed": -1,
                    "guidance_scale": 5.5,
                    "watermark": false
                  }
                },
                "layerDecomposition": {
                  "summary": "Taking an image apart into layers",
                  "value": {
                    "model": "doubao-seedream-5-0-pro-260628",
                    "prompt": "Separate the lamp and the desk from the background",
                    "image": "https://example.com/references/desk.png",
                    "layer_decomposition": true,
                    "size": "auto",
                    "output_format": "jpeg",
                    "watermark": false
                  }
                },
                "transparentFromText": {
                  "summary": "5.5 makes a transparent PNG from a prompt",
                  "value": {
                    "model": "dola-seedream-5-5-261028",
                    "prompt": "A sticker of a sleeping fox, thick white outline",
                    "background": "transparent",
                    "size": "1K",
                    "watermark": false
                  }
                },
                "transparentBackground": {
                  "summary": "Editing an image that has an alpha channel",
                  "value": {
                    "model": "doubao-seedream-5-0-pro-260628",
                    "prompt": "Give the teapot a blue glaze",
                    "image": "https://example.com/references/teapot-rgba.png",
                    "background": "transparent",
                    "output_format": "png",
                    "size": "1.5K",
                    "watermark": false
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ImageResponse"
                },
                "examples": {
                  "single": {
                    "summary": "One image",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1764547200,
                      "data": [
                        {
                          "url": "https://example.com/results/lighthouse.jpeg",
                          "size": "2848x1600"
                        }
                      ],
                      "usage": {
                        "generated_images": 1,
                        "output_tokens": 17800,
                        "total_tokens": 17800
                      }
                    }
                  },
                  "groupWithBlockedImage": {
                    "summary": "A group of three, the second stopped by moderation",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1764547260,
                      "data": [
                        {
                          "url": "https://example.com/results/cafe-spring.jpeg",
                          "size": "2496x1664"
                        },
                        {
                          "error": {
                            "code": "OutputImageSensitiveContentDetected",
                            "message": "The output image may contain sensitive information."
                          }
                        },
                        {
                          "url": "https://example.com/results/cafe-snow.jpeg",
                          "size": "2496x1664"
                        }
                      ],
                      "usage": {
                        "generated_images": 2,
                        "output_tokens": 32448,
                        "total_tokens": 32448
                      }
                    }
                  },
                  "groupEndedByInternalError": {
                    "summary": "A group that ended at an internal error",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1764547320,
                      "data": [
                        {
                          "url": "https://example.com/results/cafe-spring.jpeg",
                          "size": "2496x1664"
                        },
                        {
                          "error": {
                            "code": "InternalServiceError",
                            "message": "The service encountered an internal error."
                          }
                        }
                      ],
                      "usage": {
                        "generated_images": 1,
                        "output_tokens": 16224,
                        "total_tokens": 16224
                      }
                    }
                  },
                  "inline": {
                    "summary": "Image data inside the answer",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1764547380,
                      "data": [
                        {
                          "b64_json": "/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==",
                          "size": "2048x2048"
                        }
                      ],
                      "usage": {
                        "generated_images": 1,
                        "output_tokens": 16384,
                        "total_tokens": 16384
                      }
                    }
                  },
                  "webSearch": {
                    "summary": "5.0 lite after one web search",
                    "value": {
                      "model": "doubao-seedream-5-0-260128",
                      "created": 1764547440,
                      "data": [
                        {
                          "url": "https://example.com/results/weather.png",
                          "size": "3072x3072"
                        }
                      ],
                      "tools": [
                        {
                          "type": "web_search"
                        }
                      ],
                      "usage": {
                        "generated_images": 1,
                        "output_tokens": 36864,
                        "total_tokens": 36864,
                        "tool_usage": {
                          "web_search": 1
                        }
                      }
                    }
                  },
                  "layers": {
                    "summary": "A base image and one layer",
                    "value": {
                      "model": "doubao-seedream-5-0-pro-260628",
                      "created": 1764547500,
                      "data": [
                        {
                          "url": "https://example.com/results/desk-base.jpeg",
                          "size": "1536x1024",
                          "output_format": "jpeg",
                          "z_index": 0,
                          "name": "background",
                          "description": "A plain wall in warm evening light"
                        },
                        {
                          "url": "https://example.com/results/desk-lamp.png",
                          "size": "768x1024",
                          "output_format": "png",
                          "z_index": 1,
                          "name": "lamp",
                          "description": "A brass desk lamp, switched on",
                          "bounding_box": {
                            "absolute": [
                              192,
                              128,
                              576,
                              640
                            ],
                            "normalized": [
                              125,
                              125,
                              375,
                              625
                            ]
                          }
                        }
                      ],
                      "usage": {
                        "input_images": 1,
                        "generated_images": 2,
                        "output_tokens": 9216,
                        "total_tokens": 9216
                      }
                    }
                  },
                  "transparent": {
                    "summary": "A transparent PNG of 5.5",
                    "value": {
                      "model": "dola-seedream-5-5-261028",
                      "created": 1764547530,
                      "data": [
                        {
                          "url": "https://example.com/results/fox.png",
                          "size": "1024x1024",
                          "output_format": "png",
                          "background": "transparent"
                        }
                      ],
                      "usage": {
                        "input_images": 0,
                        "generated_images": 1,
                        "output_tokens": 4096,
                        "total_tokens": 4096
                      }
                    }
                  },
                  "nothingGenerated": {
                    "summary": "No image at all",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1764547560,
                      "error": {
                        "code": "OutputImageSensitiveContentDetected",
                        "message": "The output image may contain sensitive information."
                      },
                      "usage": {
                        "generated_images": 0,
                        "output_tokens": 0,
                        "total_tokens": 0
                      }
                    }
                  }
                }
              },
              "text/event-stream": {
                "schema": {
                  "$ref": "#/components/schemas/StreamEvent"
                },
                "examples": {
                  "partialSucceeded": {
                    "summary": "An image is ready",
                    "value": {
                      "type": "image_generation.partial_succeeded",
                      "model": "doubao-seedream-5-0-260128",
                      "created": 1764547200,
                      "image_index": 0,
                      "url": "https://example.com/results/robot-1.jpeg",
                      "size": "2496x1664"
                    }
                  },
                  "partialSucceededInline": {
                    "summary": "An image is ready, its data inline",
                    "value": {
                      "type": "image_generation.partial_succeeded",
                      "model": "doubao-seedream-5-0-260128",
                      "created": 1764547215,
                      "image_index": 1,
                      "b64_json": "/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==",
                      "size": "2496x1664"
                    }
                  },
                  "partialFailed": {
                    "summary": "An image was stopped by moderation; the others go on",
                    "value": {
                      "type": "image_generation.partial_failed",
                      "model": "doubao-seedream-5-0-260128",
                      "created": 1764547230,
                      "image_index": 2,
                      "error": {
                        "code": "OutputImageSensitiveContentDetected",
                        "message": "The output image may contain sensitive information."
                      }
                    }
                  },
                  "completed": {
                    "summary": "The request is finished",
                    "value": {
                      "type": "image_generation.completed",
                      "model": "doubao-seedream-5-0-260128",
                      "created": 1764547245,
                      "usage": {
                        "generated_images": 2,
                        "output_tokens": 32448,
                        "total_tokens": 32448
                      }
                    }
                  },
                  "errorFrame": {
                    "summary": "The whole request failed after the stream had begun",
                    "value": {
                      "error": {
                        "code": "BadRequest",
                        "message": "A required parameter is missing. Request ID: 021764547200000example"
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "size": {
                    "summary": "A size below the model's least number of pixels",
                    "value": {
                      "error": {
                        "code": "InvalidParameter",
                        "message": "The parameter `size` is not valid: image size must be at least 3686400 pixels. Request id: 021764547200000example",
                        "param": "",
                        "type": ""
                      }
                    }
                  },
                  "references": {
                    "summary": "Too many reference images",
                    "value": {
                      "error": {
                        "code": "InvalidParameter",
                        "message": "The parameter `image` is not valid: number of reference images cannot exceed 14. Request id: 021764547200000example",
                        "param": "image",
                        "type": "BadRequest"
                      }
                    }
                  },
                  "outputFormat": {
                    "summary": "A field that the model does not take",
                    "value": {
                      "error": {
                        "code": "InvalidParameter",
                        "message": "The parameter `output_format` is not supported by the current model. Request id: 021764547200000example",
                        "param": "output_format",
                        "type": "BadRequest"
                      }
                    }
                  },
                  "prompt": {
                    "summary": "A refused prompt",
                    "value": {
                      "error": {
                        "code": "InputTextSensitiveContentDetected",
                        "message": "The input text may contain sensitive information. Request id: 021764547200000example",
                        "param": "",
                        "type": "BadRequest"
                      }
                    }
                  }
                }
              }
            }
          },
          "401": {
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "x-error-code": {
                "schema": {
                  "type": "string",
                  "examples": [
                    "AuthN_MissOrInvalidAuthorizationHeader"
                  ]
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "key": {
                    "summary": "A missing or invalid key",
                    "value": {
                      "error": {
                        "code": "AuthenticationError",
                        "message": "The API key in the request is missing or invalid. Request id: 021764547200000example",
                        "param": "",
                        "type": "Unauthorized"
                      }
                    }
                  }
                }
              }
            }
          },
          "403": {
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "overdue": {
                    "summary": "Unpaid bills",
                    "value": {
                      "error": {
                        "code": "AccountOverdueError",
                        "message": "The account has an overdue balance. Request id: 021764547200000example",
                        "param": "",
                        "type": "Forbidden"
                      }
                    }
                  }
                }
              }
            }
          },
          "404": {
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "notOpen": {
                    "summary": "A model that was not activated",
                    "value": {
                      "error": {
                        "code": "ModelNotOpen",
                        "message": "The account has not activated this model. Activate it in the console. Request id: 021764547200000example",
                        "param": "",
                        "type": "NotFound"
                      }
                    }
                  },
                  "unsupported": {
                    "summary": "A model that this key cannot reach",
                    "value": {
                      "error": {
                        "code": "UnsupportedModel",
                        "message": "The model is not supported here. Request id: 021764547200000example",
                        "param": "",
                        "type": ""
                      }
                    }
                  }
                }
              }
            }
          },
          "429": {
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              },
              "Retry-After": {
                "schema": {
                  "type": "string",
                  "examples": [
                    "5"
                  ]
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "imagesPerMinute": {
                    "summary": "Too many images a minute",
                    "value": {
                      "error": {
                        "code": "ModelAccountIpmRateLimitExceeded",
                        "message": "The limit of images per minute for this model has been reached. Request id: 021764547200000example",
                        "param": "",
                        "type": "TooManyRequests"
                      }
                    }
                  },
                  "trialUsedUp": {
                    "summary": "A free trial that is used up",
                    "value": {
                      "error": {
                        "code": "QuotaExceeded",
                        "message": "The free trial quota has been consumed. Request id: 021764547200000example",
                        "param": "",
                        "type": "TooManyRequests"
                      }
                    }
                  }
                }
              }
            }
          },
          "500": {
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "internal": {
                    "summary": "An internal error",
                    "value": {
                      "error": {
                        "code": "InternalServiceError",
                        "message": "The service encountered an unexpected internal error. Request id: 021764547200000example",
                        "param": "",
                        "type": "InternalServerError"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "headers": {
              "x-request-id": {
                "$ref": "#/components/headers/RequestId"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "canceled": {
                    "summary": "The caller hung up (499)",
                    "value": {
                      "error": {
                        "code": "RequestCanceled",
                        "message": "The request was canceled by the client. Request id: 021764547200000example",
                        "param": "",
                        "type": ""
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "bearerAuth": {
        "type": "http",
        "scheme": "bearer"
      }
    },
    "parameters": {
      "ClientRequestId": {
        "name": "X-Client-Request-Id",
        "in": "header",
        "required": false,
        "schema": {
          "type": "string"
        },
        "example": "20251201080000f3a9c2d47be81560c9aa"
      }
    },
    "headers": {
      "RequestId": {
        "schema": {
          "type": "string",
          "examples": [
            "021764547200000example"
          ]
        }
      }
    },
    "schemas": {
      "ImageRequest": {
        "type": "object",
        "required": [
          "model",
          "prompt"
        ],
        "properties": {
          "model": {
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "dola-seedream-5-5-261028",
                  "doubao-seedream-5-0-pro-260628",
                  "doubao-seedream-5-0-flash-260915",
                  "doubao-seedream-5-0-260128",
                  "doubao-seedream-5-0-lite-260128",
                  "doubao-seedream-4-5-251128",
                  "doubao-seedream-4-0-250828",
                  "doubao-seedream-3-0-t2i-250415",
                  "doubao-seededit-3-0-i2i-250628",
                  "dola-seedream-5-0-pro-260628",
                  "dola-seedream-5-0-flash-260915",
                  "seedream-5-0-260128",
                  "seedream-5-0-lite-260128",
                  "seedream-4-5-251128",
                  "seedream-4-0-250828",
                  "seedream-3-0-t2i-250415",
                  "seededit-3-0-i2i-250628"
                ]
              },
              {
                "type": "string"
              }
            ]
          },
          "prompt": {
            "type": "string"
          },
          "image": {
            "oneOf": [
              {
                "type": "string"
              },
              {
                "type": "array",
                "minItems": 1,
                "items": {
                  "type": "string"
                }
              }
            ],
            "examples": [
              "https://example.com/references/chair.png",
              [
                "https://example.com/references/bicycle.jpeg",
                "https://example.com/references/bakery.webp"
              ]
            ]
          },
          "size": {
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "1K",
                  "1.5K",
                  "2K",
                  "3K",
                  "4K",
                  "adaptive",
                  "auto"
                ]
              },
              {
                "type": "string"
              }
            ],
            "examples": [
              "2K",
              "2048x2048"
            ]
          },
          "sequential_image_generation": {
            "type": "string",
            "enum": [
              "auto",
              "disabled"
            ],
            "default": "disabled"
          },
          "sequential_image_generation_options": {
            "type": "object",
            "properties": {
              "max_images": {
                "type": "integer",
                "minimum": 1,
                "maximum": 15,
                "default": 15
              }
            }
          },
          "stream": {
            "type": "boolean",
            "default": false
          },
          "response_format": {
            "type": "string",
            "enum": [
              "url",
              "b64_json"
            ],
            "default": "url"
          },
          "output_format": {
            "type": "string",
            "enum": [
              "jpeg",
              "png"
            ],
            "default": "jpeg"
          },
          "watermark": {
            "type": "boolean",
            "default": true
          },
          "optimize_prompt_options": {
            "type": "object",
            "properties": {
              "mode": {
                "type": "string",
                "enum": [
                  "standard",
                  "fast"
                ],
                "default": "standard"
              },
              "thinking": {
                "type": "string",
                "enum": [
                  "auto",
                  "enabled",
                  "disabled"
                ]
              }
            }
          },
          "optimize_prompt": {
            "type": "boolean"
          },
          "tools": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "type"
              ],
              "properties": {
                "type": {
                  "type": "string",
                  "enum": [
                    "web_search"
                  ]
                }
              }
            }
          },
          "seed": {
            "type": "integer",
            "minimum": -1,
            "maximum": 2147483647,
            "default": -1
          },
          "guidance_scale": {
            "type": "number",
            "minimum": 1,
            "maximum": 10
          },
          "layer_decomposition": {
            "type": "boolean",
            "default": false
          },
          "background": {
            "type": "string",
            "enum": [
              "opaque",
              "transparent",
              "auto"
            ],
            "default": "opaque"
          }
        }
      },
      "ImageResponse": {
        "type": "object",
        "required": [
          "model",
          "created"
        ],
        "properties": {
          "model": {
            "type": "string"
          },
          "created": {
            "type": "integer"
          },
          "data": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ImageItem"
            }
          },
          "usage": {
            "$ref": "#/components/schemas/Usage"
          },
          "tools": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "type": {
                  "type": "string"
                }
              }
            }
          },
          "error": {
            "$ref": "#/components/schemas/ImageError"
          }
        }
      },
      "ImageItem": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/FailedImage"
          },
          {
            "$ref": "#/components/schemas/GeneratedImage"
          }
        ]
      },
      "GeneratedImage": {
        "type": "object",
        "minProperties": 1,
        "not": {
          "required": [
            "error"
          ],
          "properties": {
            "error": {}
          }
        },
        "properties": {
          "url": {
            "type": "string",
            "format": "uri"
          },
          "b64_json": {
            "type": "string",
            "contentEncoding": "base64"
          },
          "size": {
            "type": "string",
            "examples": [
              "2048x2048"
            ]
          },
          "output_format": {
            "type": "string"
          },
          "background": {
            "type": "string"
          },
          "z_index": {
            "type": "integer",
            "minimum": 0
          },
          "name": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "bounding_box": {
            "type": "object",
            "properties": {
              "absolute": {
                "type": "array",
                "minItems": 4,
                "maxItems": 4,
                "items": {
                  "type": "integer"
                }
              },
              "normalized": {
                "type": "array",
                "minItems": 4,
                "maxItems": 4,
                "items": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 1000
                }
              }
            }
          }
        }
      },
      "FailedImage": {
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "$ref": "#/components/schemas/ImageError"
          }
        }
      },
      "ImageError": {
        "type": "object",
        "required": [
          "code",
          "message"
        ],
        "properties": {
          "code": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "Usage": {
        "type": "object",
        "properties": {
          "generated_images": {
            "type": "integer",
            "minimum": 0
          },
          "output_tokens": {
            "type": "integer",
            "minimum": 0
          },
          "total_tokens": {
            "type": "integer",
            "minimum": 0
          },
          "input_images": {
            "type": "integer",
            "minimum": 0
          },
          "tool_usage": {
            "type": "object",
            "properties": {
              "web_search": {
                "type": "integer",
                "minimum": 0
              }
            }
          }
        }
      },
      "ErrorEnvelope": {
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "$ref": "#/components/schemas/ErrorBody"
          }
        }
      },
      "ErrorBody": {
        "type": "object",
        "required": [
          "code",
          "message"
        ],
        "properties": {
          "code": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "param": {
            "type": "string"
          },
          "type": {
            "type": "string"
          }
        }
      },
      "StreamEvent": {
        "oneOf": [
          {
            "$ref": "#/components/schemas/PartialSucceededEvent"
          },
          {
            "$ref": "#/components/schemas/PartialFailedEvent"
          },
          {
            "$ref": "#/components/schemas/CompletedEvent"
          },
          {
            "$ref": "#/components/schemas/ErrorFrame"
          }
        ]
      },
      "PartialSucceededEvent": {
        "type": "object",
        "required": [
          "type",
          "image_index"
        ],
        "properties": {
          "type": {
            "type": "string",
            "const": "image_generation.partial_succeeded"
          },
          "model": {
            "type": "string"
          },
          "created": {
            "type": "integer"
          },
          "image_index": {
            "type": "integer",
            "minimum": 0
          },
          "url": {
            "type": "string",
            "format": "uri"
          },
          "b64_json": {
            "type": "string",
            "contentEncoding": "base64"
          },
          "size": {
            "type": "string",
            "examples": [
              "2496x1664"
            ]
          }
        }
      },
      "PartialFailedEvent": {
        "type": "object",
        "required": [
          "type",
          "image_index",
          "error"
        ],
        "properties": {
          "type": {
            "type": "string",
            "const": "image_generation.partial_failed"
          },
          "model": {
            "type": "string"
          },
          "created": {
            "type": "integer"
          },
          "image_index": {
            "type": "integer",
            "minimum": 0
          },
          "error": {
            "$ref": "#/components/schemas/ImageError"
          }
        }
      },
      "CompletedEvent": {
        "type": "object",
        "required": [
          "type"
        ],
        "properties": {
          "type": {
            "type": "string",
            "const": "image_generation.completed"
          },
          "model": {
            "type": "string"
          },
          "created": {
            "type": "integer"
          },
          "usage": {
            "$ref": "#/components/schemas/Usage"
          },
          "tools": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "type": {
                  "type": "string"
                }
              }
            }
          },
          "error": {
            "$ref": "#/components/schemas/ImageError"
          }
        }
      },
      "ErrorFrame": {
        "type": "object",
        "required": [
          "error"
        ],
        "not": {
          "required": [
            "type"
          ],
          "properties": {
            "type": {}
          }
        },
        "properties": {
          "error": {
            "$ref": "#/components/schemas/ErrorBody"
          }
        }
      }
    }
  },
  "x-seedream-models": {
    "default": "seedream-4.5",
    "models": [
      {
        "name": "seedream-5.5",
        "title": "Seedream 5.5",
        "status": "active",
        "ids": {
          "ap-southeast": [
            "dola-seedream-5-5-261028"
          ]
        },
        "size": {
          "default": "2K",
          "custom": true,
          "pixels": [
            921600,
            4624220
          ],
          "ratio": [
            0.0625,
            16
          ],
          "tiers": {
            "1K": {
              "1:1": "1024x1024",
              "4:3": "1152x864",
              "3:4": "864x1152",
              "16:9": "1424x800",
              "9:16": "800x1424",
              "3:2": "1248x832",
              "2:3": "832x1248",
              "21:9": "1568x672"
            },
            "1.5K": {
              "1:1": "1536x1536",
              "4:3": "1792x1344",
              "3:4": "1344x1792",
              "16:9": "2048x1152",
              "9:16": "1152x2048",
              "3:2": "1872x1248",
              "2:3": "1248x1872",
              "21:9": "2352x1008"
            },
            "2K": {
              "1:1": "2048x2048",
              "4:3": "2368x1776",
              "3:4": "1776x2368",
              "16:9": "2816x1584",
              "9:16": "1584x2816",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "21:9": "3136x1344"
            }
          },
          "keywords": [
            "auto"
          ]
        },
        "references": {
          "max": 10,
          "bytes": 10485760,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "bmp",
            "tiff",
            "gif",
            "heic",
            "heif"
          ],
          "side": 14,
          "pixels": 36000000,
          "ratio": [
            0.0625,
            16
          ]
        },
        "layers": {
          "field": "layer_decomposition",
          "max": 100
        },
        "output": {
          "formats": [
            "png",
            "jpeg"
          ],
          "selectable": true,
          "deliveries": [
            "url",
            "inline"
          ]
        },
        "stream": false,
        "promptOptimization": [
          "standard"
        ],
        "native": [
          "background",
          "layer_decomposition",
          "optimize_prompt"
        ],
        "prices": [
          {
            "region": "ap-southeast",
            "currency": "USD",
            "image": 0.02,
            "reference": 0.008,
            "upToPixels": 2610000,
            "asOf": "2026-11-12"
          },
          {
            "region": "ap-southeast",
            "currency": "USD",
            "image": 0.035,
            "reference": 0.008,
            "asOf": "2026-11-12"
          }
        ]
      },
      {
        "name": "seedream-5.0-pro",
        "title": "Seedream 5.0 Pro",
        "status": "active",
        "ids": {
          "cn-beijing": [
            "doubao-seedream-5-0-pro-260628"
          ],
          "ap-southeast": [
            "dola-seedream-5-0-pro-260628"
          ]
        },
        "size": {
          "default": "2K",
          "custom": true,
          "pixels": [
            921600,
            4624220
          ],
          "ratio": [
            0.0625,
            16
          ],
          "tiers": {
            "1K": {
              "1:1": "1024x1024",
              "4:3": "1152x864",
              "3:4": "864x1152",
              "16:9": "1424x800",
              "9:16": "800x1424",
              "3:2": "1248x832",
              "2:3": "832x1248",
              "21:9": "1568x672"
            },
            "1.5K": {
              "1:1": "1536x1536",
              "4:3": "1792x1344",
              "3:4": "1344x1792",
              "16:9": "2048x1152",
              "9:16": "1152x2048",
              "3:2": "1872x1248",
              "2:3": "1248x1872",
              "21:9": "2352x1008"
            },
            "2K": {
              "1:1": "2048x2048",
              "4:3": "2368x1776",
              "3:4": "1776x2368",
              "16:9": "2816x1584",
              "9:16": "1584x2816",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "21:9": "3136x1344"
            }
          },
          "keywords": [
            "auto"
          ]
        },
        "references": {
          "max": 10,
          "bytes": 10485760,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "bmp",
            "tiff",
            "gif",
            "heic",
            "heif"
          ],
          "side": 14,
          "pixels": 36000000,
          "ratio": [
            0.0625,
            16
          ]
        },
        "layers": {
          "field": "layer_decomposition",
          "max": 17
        },
        "output": {
          "formats": [
            "jpeg",
            "png"
          ],
          "selectable": true,
          "deliveries": [
            "url",
            "inline"
          ]
        },
        "stream": false,
        "promptOptimization": [
          "standard",
          "fast"
        ],
        "native": [
          "background",
          "layer_decomposition",
          "optimize_prompt"
        ],
        "prices": [
          {
            "region": "cn-beijing",
            "currency": "CNY",
            "image": 0.3,
            "upToPixels": 2610000,
            "asOf": "2026-08"
          },
          {
            "region": "cn-beijing",
            "currency": "CNY",
            "image": 0.6,
            "asOf": "2026-08"
          },
          {
            "region": "ap-southeast",
            "currency": "USD",
            "image": 0.045,
            "reference": 0.003,
            "freeReferences": 1,
            "upToPixels": 2610000,
            "asOf": "2026-10"
          },
          {
            "region": "ap-southeast",
            "currency": "USD",
            "image": 0.09,
            "reference": 0.003,
            "freeReferences": 1,
            "asOf": "2026-10"
          }
        ]
      },
      {
        "name": "seedream-5.0-flash",
        "title": "Seedream 5.0 Flash",
        "status": "active",
        "ids": {
          "cn-beijing": [
            "doubao-seedream-5-0-flash-260915"
          ],
          "ap-southeast": [
            "dola-seedream-5-0-flash-260915"
          ]
        },
        "size": {
          "default": "2K",
          "custom": true,
          "pixels": [
            921600,
            4624220
          ],
          "ratio": [
            0.0625,
            16
          ],
          "tiers": {
            "1K": {
              "1:1": "1024x1024",
              "4:3": "1152x864",
              "3:4": "864x1152",
              "16:9": "1424x800",
              "9:16": "800x1424",
              "3:2": "1248x832",
              "2:3": "832x1248",
              "21:9": "1568x672"
            },
            "1.5K": {
              "1:1": "1536x1536",
              "4:3": "1792x1344",
              "3:4": "1344x1792",
              "16:9": "2048x1152",
              "9:16": "1152x2048",
              "3:2": "1872x1248",
              "2:3": "1248x1872",
              "21:9": "2352x1008"
            },
            "2K": {
              "1:1": "2048x2048",
              "4:3": "2368x1776",
              "3:4": "1776x2368",
              "16:9": "2816x1584",
              "9:16": "1584x2816",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "21:9": "3136x1344"
            }
          },
          "keywords": [
            "auto"
          ]
        },
        "references": {
          "max": 10,
          "bytes": 10485760,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "bmp",
            "tiff",
            "gif",
            "heic",
            "heif"
          ],
          "side": 14,
          "pixels": 36000000,
          "ratio": [
            0.0625,
            16
          ]
        },
        "layers": {
          "field": "layer_decomposition",
          "max": 17
        },
        "output": {
          "formats": [
            "jpeg",
            "png"
          ],
          "selectable": true,
          "deliveries": [
            "url",
            "inline"
          ]
        },
        "stream": false,
        "promptOptimization": [
          "standard"
        ],
        "seed": [
          -1,
          2147483647
        ],
        "native": [
          "background",
          "layer_decomposition",
          "optimize_prompt"
        ],
        "prices": [
          {
            "region": "cn-beijing",
            "currency": "CNY",
            "image": 0.12,
            "asOf": "2026-09-28"
          },
          {
            "region": "ap-southeast",
            "currency": "USD",
            "image": 0.018,
            "asOf": "2026-10"
          }
        ]
      },
      {
        "name": "seedream-5.0-lite",
        "title": "Seedream 5.0 Lite",
        "status": "active",
        "ids": {
          "cn-beijing": [
            "doubao-seedream-5-0-lite-260128",
            "doubao-seedream-5-0-260128"
          ],
          "ap-southeast": [
            "seedream-5-0-260128",
            "seedream-5-0-lite-260128"
          ]
        },
        "size": {
          "default": "2048x2048",
          "custom": true,
          "pixels": [
            3686400,
            16777216
          ],
          "ratio": [
            0.0625,
            16
          ],
          "tiers": {
            "2K": {
              "1:1": "2048x2048",
              "4:3": "2304x1728",
              "3:4": "1728x2304",
              "16:9": "2848x1600",
              "9:16": "1600x2848",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "21:9": "3136x1344"
            },
            "3K": {
              "1:1": "3072x3072",
              "4:3": "3456x2592",
              "3:4": "2592x3456",
              "16:9": "4096x2304",
              "9:16": "2304x4096",
              "3:2": "3744x2496",
              "2:3": "2496x3744",
              "21:9": "4704x2016"
            },
            "4K": {
              "1:1": "4096x4096",
              "4:3": "4704x3520",
              "3:4": "3520x4704",
              "16:9": "5504x3040",
              "9:16": "3040x5504",
              "3:2": "4992x3328",
              "2:3": "3328x4992",
              "21:9": "6240x2656"
            }
          }
        },
        "references": {
          "max": 14,
          "bytes": 10485760,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "bmp",
            "tiff",
            "gif",
            "heic",
            "heif"
          ],
          "side": 14,
          "pixels": 36000000,
          "ratio": [
            0.0625,
            16
          ]
        },
        "group": {
          "max": 15,
          "total": 15,
          "totalEnforced": false,
          "needsReference": false
        },
        "output": {
          "formats": [
            "jpeg",
            "png"
          ],
          "selectable": true,
          "deliveries": [
            "url",
            "inline"
          ]
        },
        "stream": true,
        "promptOptimization": [
          "standard"
        ],
        "native": [
          "tools",
          "optimize_prompt"
        ],
        "prices": [
          {
            "region": "cn-beijing",
            "currency": "CNY",
            "image": 0.22,
            "unlisted": [
              "tools"
            ],
            "asOf": "2026-08"
          },
          {
            "region": "ap-southeast",
            "currency": "USD",
            "image": 0.035,
            "unlisted": [
              "tools"
            ],
            "asOf": "2026-10"
          }
        ]
      },
      {
        "name": "seedream-4.5",
        "title": "Seedream 4.5",
        "status": "active",
        "ids": {
          "cn-beijing": [
            "doubao-seedream-4-5-251128"
          ],
          "ap-southeast": [
            "seedream-4-5-251128"
          ]
        },
        "size": {
          "default": "2048x2048",
          "custom": true,
          "pixels": [
            3686400,
            16777216
          ],
          "ratio": [
            0.0625,
            16
          ],
          "tiers": {
            "2K": {
              "1:1": "2048x2048",
              "4:3": "2304x1728",
              "3:4": "1728x2304",
              "16:9": "2848x1600",
              "9:16": "1600x2848",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "21:9": "3136x1344"
            },
            "4K": {
              "1:1": "4096x4096",
              "4:3": "4704x3520",
              "3:4": "3520x4704",
              "16:9": "5504x3040",
              "9:16": "3040x5504",
              "3:2": "4992x3328",
              "2:3": "3328x4992",
              "21:9": "6240x2656"
            }
          }
        },
        "references": {
          "max": 14,
          "bytes": 10485760,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "bmp",
            "tiff",
            "gif"
          ],
          "side": 14,
          "pixels": 36000000,
          "ratio": [
            0.0625,
            16
          ]
        },
        "group": {
          "max": 15,
          "total": 15,
          "totalEnforced": false,
          "needsReference": false
        },
        "output": {
          "formats": [
            "jpeg"
          ],
          "selectable": false,
          "deliveries": [
            "url",
            "inline"
          ]
        },
        "stream": true,
        "promptOptimization": [
          "standard"
        ],
        "native": [
          "optimize_prompt"
        ],
        "prices": [
          {
            "region": "cn-beijing",
            "currency": "CNY",
            "image": 0.25,
            "asOf": "2026-08"
          },
          {
            "region": "ap-southeast",
            "currency": "USD",
            "image": 0.04,
            "asOf": "2026-10"
          }
        ]
      },
      {
        "name": "seedream-4.0",
        "title": "Seedream 4.0",
        "status": "active",
        "ids": {
          "cn-beijing": [
            "doubao-seedream-4-0-250828"
          ],
          "ap-southeast": [
            "seedream-4-0-250828"
          ]
        },
        "size": {
          "default": "2048x2048",
          "custom": true,
          "pixels": [
            921600,
            16777216
          ],
          "ratio": [
            0.0625,
            16
          ],
          "tiers": {
            "1K": {
              "1:1": "1024x1024",
              "4:3": "1152x864",
              "3:4": "864x1152",
              "16:9": "1280x720",
              "9:16": "720x1280",
              "3:2": "1248x832",
              "2:3": "832x1248",
              "21:9": "1512x648"
            },
            "2K": {
              "1:1": "2048x2048",
              "4:3": "2304x1728",
              "3:4": "1728x2304",
              "16:9": "2848x1600",
              "9:16": "1600x2848",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "21:9": "3136x1344"
            },
            "4K": {
              "1:1": "4096x4096",
              "4:3": "4704x3520",
              "3:4": "3520x4704",
              "16:9": "5504x3040",
              "9:16": "3040x5504",
              "3:2": "4992x3328",
              "2:3": "3328x4992",
              "21:9": "6240x2656"
            }
          }
        },
        "references": {
          "max": 14,
          "bytes": 10485760,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "bmp",
            "tiff",
            "gif"
          ],
          "side": 14,
          "pixels": 36000000,
          "ratio": [
            0.0625,
            16
          ]
        },
        "group": {
          "max": 15,
          "total": 15,
          "totalEnforced": false,
          "needsReference": false
        },
        "output": {
          "formats": [
            "jpeg"
          ],
          "selectable": false,
          "deliveries": [
            "url",
            "inline"
          ]
        },
        "stream": true,
        "promptOptimization": [
          "standard",
          "fast"
        ],
        "native": [
          "optimize_prompt"
        ],
        "prices": [
          {
            "region": "cn-beijing",
            "currency": "CNY",
            "image": 0.2,
            "asOf": "2026-08"
          },
          {
            "region": "ap-southeast",
            "currency": "USD",
            "image": 0.03,
            "asOf": "2026-10"
          }
        ]
      },
      {
        "name": "seedream-3.0-t2i",
        "title": "Seedream 3.0",
        "status": "retiring",
        "ids": {
          "cn-beijing": [
            "doubao-seedream-3-0-t2i-250415"
          ],
          "ap-southeast": [
            "seedream-3-0-t2i-250415"
          ]
        },
        "size": {
          "default": "1024x1024",
          "custom": true,
          "pixels": [
            262144,
            4194304
          ],
          "tiers": {}
        },
        "output": {
          "formats": [
            "jpeg"
          ],
          "selectable": false,
          "deliveries": [
            "url",
            "inline"
          ]
        },
        "stream": false,
        "promptOptimization": [],
        "seed": [
          -1,
          2147483647
        ],
        "native": [
          "guidance_scale",
          "optimize_prompt"
        ],
        "prices": []
      },
      {
        "name": "seededit-3.0-i2i",
        "title": "SeedEdit 3.0",
        "status": "retired",
        "ids": {
          "cn-beijing": [
            "doubao-seededit-3-0-i2i-250628"
          ],
          "ap-southeast": [
            "seededit-3-0-i2i-250628"
          ]
        },
        "size": {
          "custom": false,
          "tiers": {},
          "keywords": [
            "adaptive"
          ]
        },
        "references": {
          "max": 1,
          "bytes": 10485760,
          "formats": [
            "jpeg",
            "png"
          ],
          "side": 14,
          "pixels": 36000000,
          "ratio": [
            0.3333333333333333,
            3
          ]
        },
        "output": {
          "formats": [
            "jpeg"
          ],
          "selectable": false,
          "deliveries": [
            "url",
            "inline"
          ]
        },
        "stream": false,
        "promptOptimization": [],
        "seed": [
          -1,
          2147483647
        ],
        "native": [
          "guidance_scale",
          "optimize_prompt"
        ],
        "prices": [
          {
            "region": "ap-southeast",
            "currency": "USD",
            "image": 0.03,
            "asOf": "2026-10"
          }
        ]
      }
    ]
  }
};
