// Generated from specs/302ai/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { OpenApiDocument } from "../openapi-document.ts";

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "Seedream images on 302.AI",
    "version": "1.0.0",
    "summary": "An independent description of the image generation operation, not published or endorsed by 302.AI.",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "servers": [
    {
      "url": "https://api.302.ai",
      "x-region": "global"
    },
    {
      "url": "https://api.302ai.cn",
      "x-region": "cn"
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
    "/doubao/images/generations": {
      "post": {
        "tags": [
          "images"
        ],
        "operationId": "generateImages",
        "x-seedream-operation": "generate",
        "summary": "Generate images",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ImageRequest"
              },
              "examples": {
                "severalReferences": {
                  "summary": "Combining two reference images (the request of the 4.5 page)",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "Dress the statue of image 1 in the raincoat of image 2",
                    "image": [
                      "https://example.com/references/statue.png",
                      "https://example.com/references/raincoat.png"
                    ],
                    "sequential_image_generation": "disabled",
                    "size": "2K",
                    "watermark": false
                  }
                },
                "textToImage": {
                  "summary": "One image from a prompt",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "A lighthouse on a basalt cliff at dusk, long exposure of the sea",
                    "sequential_image_generation": "disabled",
                    "size": "2560x1440",
                    "response_format": "url",
                    "watermark": false
                  }
                },
                "oneReference": {
                  "summary": "Editing one reference image, with a seed",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "Keep the chair and its pose, make the upholstery dark green velvet",
                    "image": [
                      "https://example.com/references/chair.png"
                    ],
                    "size": "2048x2048",
                    "seed": 42,
                    "watermark": false
                  }
                },
                "groupFromText": {
                  "summary": "A group from text alone",
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
                "groupFromReferences": {
                  "summary": "4.0, a group from two references (the request of the 4.0 page)",
                  "value": {
                    "model": "doubao-seedream-4-0-250828",
                    "prompt": "The child of image 1 and the bear of image 2 on a ferris wheel, at dawn, at noon, at night",
                    "image": [
                      "https://example.com/references/child.png",
                      "https://example.com/references/bear.png"
                    ],
                    "sequential_image_generation": "auto",
                    "sequential_image_generation_options": {
                      "max_images": 3
                    },
                    "response_format": "url",
                    "size": "2K",
                    "stream": false,
                    "watermark": false
                  }
                },
                "groupStreaming": {
                  "summary": "A group, each image sent when it is ready",
                  "value": {
                    "model": "doubao-seedream-5-0-260128",
                    "prompt": "Three panels of a comic about a robot that learns to bake bread",
                    "image": [
                      "https://example.com/references/robot.png"
                    ],
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
                    "size": "4K",
                    "response_format": "b64_json",
                    "watermark": true
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ImageResponse"
                },
                "examples": {
                  "single": {
                    "summary": "One image (the sample of the 4.5 page, with its model id and numbers put right)",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1757321139,
                      "data": [
                        {
                          "url": "https://example.com/results/statue.jpeg",
                          "size": "3104x1312"
                        }
                      ],
                      "usage": {
                        "generated_images": 1,
                        "output_tokens": 15908,
                        "total_tokens": 15908
                      }
                    }
                  },
                  "documentedFields": {
                    "summary": "Nothing but the fields of the table",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1757321199,
                      "data": [
                        {
                          "url": "https://example.com/results/lighthouse.jpeg"
                        }
                      ],
                      "usage": {
                        "generated_images": 1
                      }
                    }
                  },
                  "inline": {
                    "summary": "Image data inside the answer",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1757321259,
                      "data": [
                        {
                          "b64_json": "/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==",
                          "size": "4096x4096"
                        }
                      ],
                      "usage": {
                        "generated_images": 1,
                        "output_tokens": 65536,
                        "total_tokens": 65536
                      }
                    }
                  },
                  "groupWithBlockedImage": {
                    "summary": "A group of three, the second stopped by moderation",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1757321319,
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
                  "nothingGenerated": {
                    "summary": "An error and no image",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1757321379,
                      "data": [],
                      "usage": {
                        "generated_images": 0
                      },
                      "error": {
                        "code": "OutputImageSensitiveContentDetected",
                        "message": "The output image may contain sensitive information."
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
                      "created": 1757321439,
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
                      "created": 1757321454,
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
                      "created": 1757321469,
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
                      "created": 1757321484,
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
                        "message": "A required parameter is missing."
                      }
                    }
                  }
                }
              }
            }
          },
          "401": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "key": {
                    "summary": "The gateway refuses the key, with the code as a string",
                    "value": {
                      "error": {
                        "err_code": "-10002",
                        "message": "The API key is not valid.",
                        "type": "api_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "gateway": {
                    "summary": "The gateway has no channel for the model",
                    "value": {
                      "error": {
                        "err_code": -10008,
                        "message": "No channel is available for this model at the moment."
                      }
                    }
                  },
                  "upstream": {
                    "summary": "The upstream service refuses the size",
                    "value": {
                      "error": {
                        "code": "InvalidParameter",
                        "message": "The parameter `size` is not valid: image size must be at least 3686400 pixels.",
                        "param": "size",
                        "type": "BadRequest"
                      }
                    }
                  },
                  "rate": {
                    "summary": "Too many requests, without a code",
                    "value": {
                      "error": {
                        "message": "Too many requests were sent. Wait and send fewer.",
                        "type": "rate_limit_error"
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
                  "doubao-seedream-5-0-260128",
                  "doubao-seedream-4-5-251128",
                  "doubao-seedream-4-0-250828"
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
            "type": "array",
            "items": {
              "type": "string"
            },
            "examples": [
              [
                "https://example.com/references/statue.png",
                "https://example.com/references/raincoat.png"
              ]
            ]
          },
          "size": {
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "1K",
                  "2K",
                  "3K",
                  "4K"
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
          "seed": {
            "type": "integer",
            "minimum": -1,
            "maximum": 2147483647
          },
          "sequential_image_generation": {
            "type": "string",
            "enum": [
              "auto",
              "disabled"
            ]
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
          "response_format": {
            "type": "string",
            "enum": [
              "url",
              "b64_json"
            ]
          },
          "stream": {
            "type": "boolean"
          },
          "watermark": {
            "type": "boolean"
          }
        }
      },
      "ImageResponse": {
        "type": "object",
        "required": [
          "model",
          "created",
          "data",
          "usage"
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
              "3104x1312"
            ]
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
        "required": [
          "generated_images"
        ],
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
        "anyOf": [
          {
            "$ref": "#/components/schemas/GatewayError"
          },
          {
            "$ref": "#/components/schemas/UpstreamError"
          }
        ]
      },
      "GatewayError": {
        "type": "object",
        "required": [
          "err_code"
        ],
        "properties": {
          "err_code": {
            "anyOf": [
              {
                "type": "integer"
              },
              {
                "type": "string"
              }
            ]
          },
          "message": {
            "type": "string"
          },
          "message_cn": {
            "type": "string"
          },
          "message_jp": {
            "type": "string"
          },
          "type": {
            "type": "string"
          }
        }
      },
      "UpstreamError": {
        "type": "object",
        "required": [
          "message"
        ],
        "properties": {
          "code": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "type": "integer"
              },
              {
                "type": "null"
              }
            ]
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
        "name": "seedream-5.0-lite",
        "title": "Seedream 5.0 Lite",
        "status": "active",
        "ids": {
          "*": [
            "doubao-seedream-5-0-260128"
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
          "advised": 10,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "bmp",
            "tiff",
            "gif",
            "heic",
            "heif"
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
        "promptOptimization": [],
        "seed": [
          -1,
          2147483647
        ],
        "prices": [
          {
            "currency": "PTC",
            "image": 0.035,
            "asOf": "2026-05"
          }
        ]
      },
      {
        "name": "seedream-4.5",
        "title": "Seedream 4.5",
        "status": "active",
        "ids": {
          "*": [
            "doubao-seedream-4-5-251128"
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
              "16:9": "2560x1440",
              "9:16": "1440x2560",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "21:9": "3024x1296",
              "9:21": "1296x3024"
            },
            "4K": {
              "1:1": "4096x4096",
              "4:3": "4694x3520",
              "3:4": "3520x4694",
              "16:9": "5404x3040",
              "9:16": "3040x5404",
              "3:2": "4992x3328",
              "2:3": "3328x4992",
              "21:9": "6198x2656",
              "9:21": "2656x6198"
            }
          }
        },
        "references": {
          "max": 14,
          "advised": 10,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "bmp",
            "tiff",
            "gif"
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
        "promptOptimization": [],
        "seed": [
          -1,
          2147483647
        ],
        "prices": [
          {
            "currency": "PTC",
            "image": 0.04,
            "asOf": "2026-01"
          }
        ]
      },
      {
        "name": "seedream-4.0",
        "title": "Seedream 4.0",
        "status": "active",
        "ids": {
          "*": [
            "doubao-seedream-4-0-250828"
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
              "16:9": "2560x1440",
              "9:16": "1440x2560",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "21:9": "3024x1296"
            },
            "4K": {
              "1:1": "4096x4096",
              "4:3": "4694x3520",
              "3:4": "3520x4694",
              "16:9": "5404x3040",
              "9:16": "3040x5404",
              "3:2": "4992x3328",
              "2:3": "3328x4992",
              "21:9": "6198x2656"
            }
          }
        },
        "references": {
          "max": 14,
          "advised": 10,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "bmp",
            "tiff",
            "gif"
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
        "promptOptimization": [],
        "seed": [
          -1,
          2147483647
        ],
        "prices": []
      }
    ]
  }
};
