// Generated from specs/anyfast/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { OpenApiDocument } from "../openapi-document.ts";

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "Seedream images on Anyfast",
    "version": "1.1.0",
    "summary": "An independent description of the image generation operation, not published or endorsed by Anyfast.",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "servers": [
    {
      "url": "https://www.anyfast.com.cn",
      "x-region": "cn"
    },
    {
      "url": "https://www.anyfast.ai",
      "x-region": "intl"
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
    "/v1/images/generations": {
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
                "guideGroup": {
                  "summary": "4.5, a group from two references (the request of the 4.5 guide)",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "The child of image 1 and the bear of image 2 on a ferris wheel, at dawn, at noon, at night",
                    "image": [
                      "https://example.com/references/child.png",
                      "https://example.com/references/bear.png"
                    ],
                    "sequential_image_generation": "auto",
                    "sequential_image_generation_options": {
                      "max_images": 3
                    },
                    "size": "2K",
                    "watermark": false
                  }
                },
                "pixelGroup": {
                  "summary": "5.0 lite, a group in pixels (the values of the 5.0 OpenAPI document)",
                  "value": {
                    "model": "doubao-seedream-5-0-260128",
                    "prompt": "The child of image 1 and the toy bear of image 2 on a ferris wheel",
                    "image": [
                      "https://example.com/references/child.png",
                      "https://example.com/references/bear.png"
                    ],
                    "sequential_image_generation": "auto",
                    "sequential_image_generation_options": {
                      "max_images": 3
                    },
                    "size": "2048x2048",
                    "watermark": false
                  }
                },
                "oneReference": {
                  "summary": "Editing one reference image",
                  "value": {
                    "model": "doubao-seedream-4-5-251128",
                    "prompt": "Keep the chair and its pose, make the upholstery dark green velvet",
                    "image": [
                      "https://example.com/references/chair.png"
                    ],
                    "size": "2048x2048",
                    "watermark": false
                  }
                },
                "inlineReference": {
                  "summary": "A reference as a data URI",
                  "value": {
                    "model": "doubao-seedream-5-0-260128",
                    "prompt": "The teapot on a checked tablecloth, seen from above",
                    "image": [
                      "data:image/png;base64,iVBORw0KGgo="
                    ],
                    "size": "2496x1664",
                    "watermark": false
                  }
                },
                "textToImage": {
                  "summary": "One image from a prompt alone",
                  "value": {
                    "model": "doubao-seedream-4-0-250828",
                    "prompt": "A quiet mountain lake before sunrise, mist between the pines",
                    "size": "1024x1024",
                    "watermark": false
                  }
                },
                "webSearch": {
                  "summary": "5.0 lite with facts from the web",
                  "value": {
                    "model": "doubao-seedream-5-0-260128",
                    "prompt": "A poster of this week's weather in Lisbon",
                    "size": "3072x3072",
                    "tools": [
                      {
                        "type": "web_search"
                      }
                    ],
                    "watermark": false
                  }
                },
                "seededWithLogo": {
                  "summary": "A seed, and a logo of one's own account",
                  "value": {
                    "model": "doubao-seedream-5-0-260128",
                    "prompt": "A paper-cut fox on a plain background",
                    "image": [
                      "https://example.com/references/fox.jpeg"
                    ],
                    "size": "1728x2304",
                    "watermark": false,
                    "seed": 42,
                    "logo_info": {
                      "add_logo": true,
                      "position": 0,
                      "language": 1,
                      "opacity": 0.6
                    }
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
                    "summary": "One image (the answer of the 5.0 OpenAPI document)",
                    "value": {
                      "model": "doubao-seedream-5-0-260128",
                      "created": 1775029815,
                      "data": [
                        {
                          "url": "https://example.com/results/bear.png",
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
                  "groupWithBlockedImage": {
                    "summary": "A group of three, the second stopped by moderation",
                    "value": {
                      "model": "doubao-seedream-4-5-251128",
                      "created": 1775029875,
                      "data": [
                        {
                          "url": "https://example.com/results/wheel-dawn.jpeg",
                          "size": "2848x1600"
                        },
                        {
                          "error": {
                            "code": "OutputImageSensitiveContentDetected",
                            "message": "The output image may contain sensitive information."
                          }
                        },
                        {
                          "url": "https://example.com/results/wheel-night.jpeg",
                          "size": "2848x1600"
                        }
                      ],
                      "usage": {
                        "generated_images": 2,
                        "output_tokens": 35600,
                        "total_tokens": 35600
                      }
                    }
                  },
                  "olderForm": {
                    "summary": "The shorter answer of the older pages",
                    "value": {
                      "created": 1775029935,
                      "data": [
                        {
                          "url": "https://example.com/results/lake.jpeg"
                        }
                      ],
                      "usage": {
                        "prompt_tokens": 0,
                        "completion_tokens": 0,
                        "total_tokens": 4096,
                        "output_tokens": 4096
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "size": {
                    "summary": "A size that the upstream service refuses, in its words",
                    "value": {
                      "error": {
                        "message": "The parameter `size` is not valid: image size must be at least 3686400 pixels.",
                        "type": "upstream_error",
                        "param": "",
                        "code": "InvalidParameter"
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
                    "summary": "An invalid key (the error of the introduction page)",
                    "value": {
                      "error": {
                        "message": "The API key is not valid.",
                        "type": "authentication_error",
                        "code": "invalid_api_key"
                      }
                    }
                  }
                }
              }
            }
          },
          "429": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "rate": {
                    "summary": "Too many requests",
                    "value": {
                      "error": {
                        "message": "Too many requests were sent. Wait and send fewer.",
                        "type": "rate_limit_error",
                        "code": "rate_limit_exceeded"
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
                  "quota": {
                    "summary": "No credit left (403)",
                    "value": {
                      "error": {
                        "message": "The balance of this account does not cover the request.",
                        "type": "new_api_error",
                        "param": "",
                        "code": "insufficient_user_quota"
                      }
                    }
                  },
                  "model": {
                    "summary": "No channel for the model (503)",
                    "value": {
                      "error": {
                        "message": "No channel is available for this model.",
                        "type": "new_api_error",
                        "param": "",
                        "code": "model_not_found"
                      }
                    }
                  },
                  "upstream": {
                    "summary": "The upstream service failed, without a code (500)",
                    "value": {
                      "error": {
                        "message": "The upstream service did not answer.",
                        "type": "upstream_error",
                        "param": "",
                        "code": null
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
                  "doubao-seedream-4-5",
                  "doubao-seedream-4-0-250828",
                  "doubao-seedream-4-0",
                  "doubao-seedream-3-0-t2i-250415"
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
                "https://example.com/references/child.png",
                "https://example.com/references/bear.png"
              ]
            ]
          },
          "sequential_image_generation": {
            "type": "string",
            "enum": [
              "auto"
            ]
          },
          "sequential_image_generation_options": {
            "type": "object",
            "properties": {
              "max_images": {
                "type": "integer",
                "minimum": 1,
                "maximum": 15
              }
            }
          },
          "size": {
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "2048x2048",
                  "1728x2304",
                  "2304x1728",
                  "2848x1600",
                  "1600x2848",
                  "2496x1664",
                  "1664x2496",
                  "3136x1344",
                  "3072x3072",
                  "2592x3456",
                  "3456x2592",
                  "4096x2304",
                  "2304x4096",
                  "2496x3744",
                  "3744x2496",
                  "4704x2016",
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
              "2048x2048",
              "2K"
            ]
          },
          "watermark": {
            "type": "boolean",
            "default": false
          },
          "seed": {
            "type": "integer",
            "minimum": -1,
            "maximum": 2147483647
          },
          "logo_info": {
            "type": "object",
            "properties": {
              "add_logo": {
                "type": "boolean"
              },
              "position": {
                "type": "integer"
              },
              "language": {
                "type": "integer"
              },
              "opacity": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
              }
            }
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
          }
        }
      },
      "ImageResponse": {
        "type": "object",
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
          "size": {
            "type": "string",
            "examples": [
              "2048x2048"
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
          "prompt_tokens": {
            "type": "integer",
            "minimum": 0
          },
          "completion_tokens": {
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
        "type": "object",
        "required": [
          "message"
        ],
        "properties": {
          "message": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
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
          "param": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "type": "null"
              }
            ]
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
            }
          }
        },
        "references": {
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
            "url"
          ]
        },
        "stream": false,
        "promptOptimization": [],
        "seed": [
          -1,
          2147483647
        ],
        "native": [
          "logo_info",
          "tools"
        ],
        "prices": []
      },
      {
        "name": "seedream-4.5",
        "title": "Seedream 4.5",
        "status": "active",
        "ids": {
          "*": [
            "doubao-seedream-4-5-251128",
            "doubao-seedream-4-5"
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
            "url"
          ]
        },
        "stream": false,
        "promptOptimization": [],
        "seed": [
          -1,
          2147483647
        ],
        "native": [
          "logo_info"
        ],
        "prices": []
      },
      {
        "name": "seedream-4.0",
        "title": "Seedream 4.0",
        "status": "active",
        "ids": {
          "*": [
            "doubao-seedream-4-0-250828",
            "doubao-seedream-4-0"
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
              "16:9": "1312x736",
              "9:16": "736x1312",
              "3:2": "1248x832",
              "2:3": "832x1248",
              "21:9": "1568x672"
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
            "url"
          ]
        },
        "stream": false,
        "promptOptimization": [],
        "seed": [
          -1,
          2147483647
        ],
        "native": [
          "logo_info"
        ],
        "prices": []
      },
      {
        "name": "seedream-3.0-t2i",
        "title": "Seedream 3.0",
        "status": "retiring",
        "ids": {
          "*": [
            "doubao-seedream-3-0-t2i-250415"
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
            "url"
          ]
        },
        "stream": false,
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
