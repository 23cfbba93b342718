// Generated from specs/apimart/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { OpenApiDocument } from "../openapi-document.ts";

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "Seedream images on APIMart",
    "version": "1.1.0",
    "summary": "An independent description of the image, task, upload and balance operations, not endorsed by APIMart.",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "servers": [
    {
      "url": "https://api.apimart.ai"
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
    },
    {
      "name": "tasks"
    },
    {
      "name": "uploads"
    },
    {
      "name": "balance"
    }
  ],
  "paths": {
    "/v1/images/generations": {
      "post": {
        "tags": [
          "images"
        ],
        "operationId": "submitImages",
        "x-seedream-operation": "generate",
        "summary": "Submit a request for images",
        "parameters": [
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/ResponseVersion"
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
                "oneReference": {
                  "summary": "4.5, one reference (the request of the 4.5 page in all its languages)",
                  "value": {
                    "model": "doubao-seedance-4-5",
                    "prompt": "A red panda asleep on a bamboo raft",
                    "size": "1:1",
                    "resolution": "2K",
                    "n": 1,
                    "image_urls": [
                      "https://example.com/references/panda.png"
                    ]
                  }
                },
                "textToImage": {
                  "summary": "One image from a prompt",
                  "value": {
                    "model": "doubao-seedance-4-5",
                    "prompt": "A lighthouse on a basalt cliff at dusk, long exposure of the sea",
                    "size": "16:9",
                    "resolution": "4K",
                    "n": 1,
                    "watermark": false
                  }
                },
                "severalReferences": {
                  "summary": "Several references, the proportion taken from them",
                  "value": {
                    "model": "doubao-seedream-4-5",
                    "prompt": "Dress the statue of image 1 in the raincoat of image 2",
                    "size": "auto",
                    "resolution": "2K",
                    "n": 1,
                    "image_urls": [
                      "https://example.com/references/statue.png",
                      "https://example.com/references/raincoat.png"
                    ],
                    "watermark": false
                  }
                },
                "groupByNumber": {
                  "summary": "A group of three, asked for with n",
                  "value": {
                    "model": "doubao-seedance-4-5",
                    "prompt": "Three pictures of the cafe of image 1 in spring, in autumn and in snow",
                    "size": "3:2",
                    "resolution": "2K",
                    "n": 3,
                    "image_urls": [
                      "https://example.com/references/cafe.jpeg"
                    ],
                    "watermark": false
                  }
                },
                "groupByMode": {
                  "summary": "A group of three, asked for with the model's own fields (the group example of the 4.5 page)",
                  "value": {
                    "model": "doubao-seedance-4-5",
                    "prompt": "Three pictures of the cafe of image 1 in spring, in autumn and in snow",
                    "image_urls": [
                      "https://example.com/references/cafe.jpeg"
                    ],
                    "sequential_image_generation": "auto",
                    "sequential_image_generation_options": {
                      "max_images": 3
                    }
                  }
                },
                "inlineReference": {
                  "summary": "A reference as a data URI (the second form of references on the 4.5 page)",
                  "value": {
                    "model": "doubao-seedance-4-5",
                    "prompt": "The teapot on a checked tablecloth, seen from above",
                    "size": "4:3",
                    "resolution": "2K",
                    "n": 1,
                    "image_urls": [
                      "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQEAYABgAAD/2Q=="
                    ]
                  }
                },
                "fastPrompt": {
                  "summary": "Fast prompt optimisation",
                  "value": {
                    "model": "doubao-seedance-4-0",
                    "prompt": "A watercolour of three pears on a linen cloth",
                    "size": "1:1",
                    "resolution": "1K",
                    "n": 1,
                    "optimize_prompt_options": {
                      "mode": "fast"
                    },
                    "watermark": false
                  }
                },
                "lite": {
                  "summary": "5.0 lite as PNG",
                  "value": {
                    "model": "doubao-seedream-5-0-lite",
                    "prompt": "A golden dog in a garden at noon",
                    "size": "16:9",
                    "resolution": "3K",
                    "n": 1,
                    "output_format": "png",
                    "watermark": false
                  }
                },
                "pixels": {
                  "summary": "5.0 pro, an exact size in pixels",
                  "value": {
                    "model": "seedream-5-0-pro",
                    "prompt": "A banner of terraced tea fields in morning mist",
                    "size": "2400x1000",
                    "n": 1,
                    "watermark": false
                  }
                },
                "layers": {
                  "summary": "5.0 pro takes an image apart into layers",
                  "value": {
                    "model": "seedream-5-0-pro",
                    "prompt": "Separate the lamp from the desk",
                    "size": "auto",
                    "resolution": "1.5K",
                    "n": 1,
                    "image_urls": [
                      "https://example.com/references/desk.png"
                    ],
                    "layer_decomposition": true,
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
              "idempotency-replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
              },
              "x-apimart-response-version": {
                "$ref": "#/components/headers/ResponseVersion"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SubmitResponse"
                },
                "examples": {
                  "submitted": {
                    "summary": "A task (the answer of the 4.5 page)",
                    "value": {
                      "code": 200,
                      "data": [
                        {
                          "status": "submitted",
                          "task_id": "task_01K8SGYNNNVBQTXNR4MM964S7K"
                        }
                      ]
                    }
                  },
                  "idempotent": {
                    "summary": "A task, in the form that the version header brings",
                    "value": {
                      "code": 200,
                      "request_id": "req_01KA040M0EXAMPLE",
                      "data": {
                        "object": "generation.task",
                        "id": "task_01KA040M0HP1GJWBJYZMKX1XS1",
                        "status": "pending"
                      }
                    }
                  },
                  "finishedAtOnce": {
                    "summary": "A result in place of a task, in the form that the version header brings",
                    "value": {
                      "code": 200,
                      "request_id": "req_01KA040M1EXAMPLE",
                      "data": {
                        "object": "generation.result",
                        "id": "gen_01KA040M1EXAMPLE",
                        "status": "completed",
                        "result": {
                          "images": [
                            {
                              "url": "https://example.com/results/panda.png",
                              "expires_at": 1763174708
                            }
                          ]
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "202": {
            "headers": {
              "idempotency-replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
              },
              "x-apimart-response-version": {
                "$ref": "#/components/headers/ResponseVersion"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SubmitResponse"
                },
                "examples": {
                  "queued": {
                    "summary": "A task that waits",
                    "value": {
                      "code": 202,
                      "data": {
                        "id": "task_01KA040M2EXAMPLE",
                        "status": "queued"
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
                  "documented": {
                    "summary": "The error of the 4.5 page",
                    "value": {
                      "error": {
                        "code": 400,
                        "message": "The request has an invalid parameter.",
                        "type": "invalid_request_error"
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
                  "documented": {
                    "summary": "The error of the 4.5 page",
                    "value": {
                      "error": {
                        "code": 401,
                        "message": "Authentication failed. Check the API key.",
                        "type": "authentication_error"
                      }
                    }
                  },
                  "measured": {
                    "summary": "A measured answer, without a code",
                    "value": {
                      "error": {
                        "message": "An API key is needed for this address.",
                        "type": "apimart_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "402": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "documented": {
                    "summary": "The error of the 4.5 page",
                    "value": {
                      "error": {
                        "code": 402,
                        "message": "The balance of this account is too low. Add credit and try again.",
                        "type": "payment_required"
                      }
                    }
                  }
                }
              }
            }
          },
          "403": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "documented": {
                    "summary": "The error of the 4.5 page",
                    "value": {
                      "error": {
                        "code": 403,
                        "message": "This account may not use this resource.",
                        "type": "permission_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "409": {
            "headers": {
              "Retry-After": {
                "$ref": "#/components/headers/RetryAfter"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "inProgress": {
                    "summary": "The first request is not answered yet",
                    "value": {
                      "error": {
                        "code": "idempotency_in_progress",
                        "message": "A request with this key is being processed.",
                        "type": "invalid_request_error"
                      }
                    }
                  },
                  "reused": {
                    "summary": "The key belongs to another request",
                    "value": {
                      "error": {
                        "code": "idempotency_key_reused",
                        "message": "This key was used for a request with another body.",
                        "type": "invalid_request_error"
                      }
                    }
                  },
                  "indeterminate": {
                    "summary": "What became of the first request is not known",
                    "value": {
                      "error": {
                        "code": "idempotency_result_indeterminate",
                        "message": "The outcome of the request with this key is not known.",
                        "type": "server_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "429": {
            "headers": {
              "Retry-After": {
                "$ref": "#/components/headers/RetryAfter"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "documented": {
                    "summary": "The error of the 4.5 page",
                    "value": {
                      "error": {
                        "code": 429,
                        "message": "Too many requests were sent. Wait and try again.",
                        "type": "rate_limit_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "500": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "documented": {
                    "summary": "The error of the 4.5 page",
                    "value": {
                      "error": {
                        "code": 500,
                        "message": "The server met an internal error. Try again later.",
                        "type": "server_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "502": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "documented": {
                    "summary": "The error of the 4.5 page",
                    "value": {
                      "error": {
                        "code": 502,
                        "message": "The gateway got no answer. The service is not available for now.",
                        "type": "bad_gateway"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/OtherError"
          }
        }
      }
    },
    "/v1/tasks/{task_id}": {
      "get": {
        "tags": [
          "tasks"
        ],
        "operationId": "getTask",
        "summary": "Ask what became of a task",
        "parameters": [
          {
            "name": "task_id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            },
            "example": "task_01KA040M0HP1GJWBJYZMKX1XS1"
          },
          {
            "name": "language",
            "in": "query",
            "required": false,
            "schema": {
              "type": "string",
              "enum": [
                "zh",
                "en",
                "ko",
                "ja"
              ],
              "default": "en"
            },
            "example": "en"
          }
        ],
        "responses": {
          "200": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TaskResponse"
                },
                "examples": {
                  "pending": {
                    "summary": "The task waits",
                    "value": {
                      "code": 200,
                      "data": {
                        "id": "task_01KA040M0HP1GJWBJYZMKX1XS1",
                        "status": "pending",
                        "progress": 0,
                        "created": 1763088289,
                        "estimated_time": 60
                      }
                    }
                  },
                  "processing": {
                    "summary": "The task runs",
                    "value": {
                      "code": 200,
                      "data": {
                        "id": "task_01KA040M0HP1GJWBJYZMKX1XS1",
                        "status": "processing",
                        "progress": 45,
                        "created": 1763088289,
                        "estimated_time": 60
                      }
                    }
                  },
                  "completed": {
                    "summary": "The images are there (the answer of the tasks page)",
                    "value": {
                      "code": 200,
                      "data": {
                        "id": "task_01KA040M0HP1GJWBJYZMKX1XS1",
                        "status": "completed",
                        "progress": 100,
                        "result": {
                          "images": [
                            {
                              "url": [
                                "https://example.com/results/panda_0.png"
                              ],
                              "expires_at": 1763174708
                            }
                          ]
                        },
                        "created": 1763088289,
                        "completed": 1763088308,
                        "estimated_time": 60,
                        "actual_time": 19
                      }
                    }
                  },
                  "completedOlderForm": {
                    "summary": "The images are there, each address a string (the answer of an older tasks page)",
                    "value": {
                      "code": 200,
                      "data": {
                        "id": "task-unified-1757156493-k9m2xpvw",
                        "status": "completed",
                        "progress": 100,
                        "result": {
                          "images": [
                            {
                              "url": "https://example.com/results/panda.png",
                              "expires_at": 1757242893
                            }
                          ]
                        },
                        "created": 1757156493,
                        "completed": 1757156593,
                        "estimated_time": 100,
                        "actual_time": 100
                      }
                    }
                  },
                  "completedGroup": {
                    "summary": "Three images, with what they cost",
                    "value": {
                      "code": 200,
                      "data": {
                        "id": "task_01KA040M3EXAMPLE",
                        "status": "completed",
                        "progress": 100,
                        "result": {
                          "images": [
                            {
                              "url": [
                                "https://example.com/results/cafe_0.png",
                                "https://example.com/results/cafe_1.png"
                              ],
                              "expires_at": 1763174708
                            },
                            {
                              "url": "https://example.com/results/cafe_2.png",
                              "expires_at": 1763174708
                            }
                          ]
                        },
                        "created": 1763088289,
                        "completed": 1763088361,
                        "estimated_time": 60,
                        "actual_time": 72,
                        "cost": 0.12,
                        "credits_cost": 1.2
                      }
                    }
                  },
                  "layers": {
                    "summary": "A base image and one layer, in the state that the 5.0 pro page has",
                    "value": {
                      "code": 200,
                      "data": {
                        "id": "task_01KA040M6EXAMPLE",
                        "status": "success",
                        "progress": 100,
                        "result": {
                          "images": [
                            {
                              "url": [
                                "https://example.com/results/desk_0.jpeg",
                                "https://example.com/results/desk_1.png"
                              ],
                              "expires_at": 1763174708
                            }
                          ],
                          "sizes": [
                            "1536x1024",
                            "768x1024"
                          ],
                          "output_formats": [
                            "jpeg",
                            "png"
                          ],
                          "layers": [
                            {
                              "z_index": 0,
                              "size": "1536x1024",
                              "name": "background"
                            },
                            {
                              "z_index": 1,
                              "size": "768x1024",
                              "name": "lamp",
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
                          ]
                        },
                        "created": 1763088289,
                        "completed": 1763088361
                      }
                    }
                  },
                  "failed": {
                    "summary": "The task failed",
                    "value": {
                      "code": 200,
                      "data": {
                        "id": "task_01KA040M4EXAMPLE",
                        "status": "failed",
                        "progress": 100,
                        "created": 1763088289,
                        "error": {
                          "code": 400,
                          "message": "The prompt was refused by moderation.",
                          "type": "invalid_request_error"
                        }
                      }
                    }
                  },
                  "failedWithTextCode": {
                    "summary": "The task failed, with a code in words",
                    "value": {
                      "code": 200,
                      "data": {
                        "id": "task_01KA040M4EXAMPLE",
                        "status": "failed",
                        "error": {
                          "code": "content_rejected",
                          "message": "The output image may contain sensitive information."
                        }
                      }
                    }
                  },
                  "cancelled": {
                    "summary": "The task was cancelled",
                    "value": {
                      "code": 200,
                      "data": {
                        "id": "task_01KA040M5EXAMPLE",
                        "status": "cancelled",
                        "created": 1763088289
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
                    "summary": "An invalid key",
                    "value": {
                      "error": {
                        "code": 401,
                        "message": "Authentication failed. Check the API key.",
                        "type": "authentication_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "429": {
            "headers": {
              "Retry-After": {
                "$ref": "#/components/headers/RetryAfter"
              }
            },
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
                        "code": 429,
                        "message": "Too many requests were sent. Wait and try again.",
                        "type": "rate_limit_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/OtherError"
          }
        }
      }
    },
    "/v1/uploads/images": {
      "post": {
        "tags": [
          "uploads"
        ],
        "operationId": "uploadImage",
        "summary": "Upload a reference image",
        "requestBody": {
          "required": true,
          "content": {
            "multipart/form-data": {
              "schema": {
                "$ref": "#/components/schemas/UploadRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UploadResponse"
                },
                "examples": {
                  "stored": {
                    "summary": "The answer of the uploads page",
                    "value": {
                      "url": "https://example.com/uploads/photo.jpg",
                      "filename": "photo.jpg",
                      "content_type": "image/jpeg",
                      "bytes": 235680,
                      "created_at": 1743436800
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
                  "missing": {
                    "summary": "No file",
                    "value": {
                      "error": {
                        "code": 400,
                        "message": "The form has no field named file.",
                        "type": "invalid_request_error"
                      }
                    }
                  },
                  "format": {
                    "summary": "A format that is not taken",
                    "value": {
                      "error": {
                        "code": 400,
                        "message": "This file format is not supported.",
                        "type": "invalid_request_error"
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
                    "summary": "An invalid key",
                    "value": {
                      "error": {
                        "code": 401,
                        "message": "Authentication failed. Check the API key.",
                        "type": "authentication_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "413": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "large": {
                    "summary": "Too large",
                    "value": {
                      "error": {
                        "code": 413,
                        "message": "The file is larger than 20 MB.",
                        "type": "invalid_request_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "429": {
            "headers": {
              "Retry-After": {
                "$ref": "#/components/headers/RetryAfter"
              }
            },
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
                        "code": 429,
                        "message": "Too many files were sent. Wait and try again.",
                        "type": "rate_limit_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "500": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorEnvelope"
                },
                "examples": {
                  "storage": {
                    "summary": "The upload failed",
                    "value": {
                      "error": {
                        "code": 500,
                        "message": "The file could not be stored. Try again later.",
                        "type": "server_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/OtherError"
          }
        }
      }
    },
    "/v1/balance": {
      "get": {
        "tags": [
          "balance"
        ],
        "operationId": "getKeyBalance",
        "summary": "Read the balance of the API key",
        "responses": {
          "200": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KeyBalance"
                },
                "examples": {
                  "limited": {
                    "summary": "A key with a limit",
                    "value": {
                      "success": true,
                      "remain_balance": 12.5,
                      "remain_credits": 125,
                      "used_balance": 7.5,
                      "used_credits": 75,
                      "unlimited_quota": false
                    }
                  },
                  "unlimited": {
                    "summary": "A key without a limit",
                    "value": {
                      "success": true,
                      "remain_balance": -1,
                      "remain_credits": -1,
                      "used_balance": 7.5,
                      "used_credits": 75,
                      "unlimited_quota": true
                    }
                  },
                  "failed": {
                    "summary": "A failure",
                    "value": {
                      "success": false,
                      "message": "The balance could not be read."
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
                    "summary": "An invalid key",
                    "value": {
                      "error": {
                        "code": 401,
                        "message": "Authentication failed. Check the API key.",
                        "type": "authentication_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/OtherError"
          }
        }
      }
    },
    "/v1/user/balance": {
      "get": {
        "tags": [
          "balance"
        ],
        "operationId": "getAccountBalance",
        "summary": "Read the balance of the account",
        "responses": {
          "200": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Balance"
                },
                "examples": {
                  "account": {
                    "summary": "An account",
                    "value": {
                      "success": true,
                      "remain_balance": 87.4,
                      "remain_credits": 874,
                      "used_balance": 112.6,
                      "used_credits": 1126
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
                    "summary": "An invalid key",
                    "value": {
                      "error": {
                        "code": 401,
                        "message": "Authentication failed. Check the API key.",
                        "type": "authentication_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/OtherError"
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
      "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 191,
          "pattern": "^[!-~]+$"
        },
        "example": "0198c1f2-7d0e-7a3b-9c55-3f1e2d4c5b6a"
      },
      "ResponseVersion": {
        "name": "X-APIMart-Response-Version",
        "in": "header",
        "required": false,
        "schema": {
          "anyOf": [
            {
              "type": "string",
              "enum": [
                "2026-07-27"
              ]
            },
            {
              "type": "string"
            }
          ]
        },
        "example": "2026-07-27"
      }
    },
    "headers": {
      "IdempotencyReplayed": {
        "schema": {
          "type": "string",
          "examples": [
            "true"
          ]
        }
      },
      "ResponseVersion": {
        "schema": {
          "type": "string",
          "examples": [
            "2026-07-27"
          ]
        }
      },
      "RetryAfter": {
        "schema": {
          "type": "string",
          "examples": [
            "5"
          ]
        }
      }
    },
    "responses": {
      "OtherError": {
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorEnvelope"
            },
            "examples": {
              "unavailable": {
                "summary": "The service is not available (503)",
                "value": {
                  "error": {
                    "code": 503,
                    "message": "The service is not available for now.",
                    "type": "server_error"
                  }
                }
              }
            }
          }
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
            "default": "doubao-seedance-4-5",
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "doubao-seedance-4-5",
                  "Doubao-Seedream-4.5",
                  "doubao-seedream-4.5",
                  "doubao-seedream-4-5",
                  "seedream-4.5",
                  "seedream-4-5",
                  "doubao-seedance-4-0",
                  "doubao-seedream-5-0-lite",
                  "doubao-seedream-5.0-lite",
                  "Doubao-Seedream-5.0-lite",
                  "seedream-5-0-lite",
                  "seedream-5-0-pro",
                  "seedream-5-0-flash"
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
          "size": {
            "default": "1:1",
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "1:1",
                  "4:3",
                  "3:4",
                  "16:9",
                  "9:16",
                  "3:2",
                  "2:3",
                  "21:9",
                  "9:21",
                  "2:1",
                  "1:2",
                  "auto"
                ]
              },
              {
                "type": "string"
              }
            ],
            "examples": [
              "16:9",
              "2400x1000"
            ]
          },
          "resolution": {
            "default": "2K",
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "1K",
                  "1.5K",
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
              "2K"
            ]
          },
          "n": {
            "type": "integer",
            "minimum": 1,
            "maximum": 15,
            "default": 1
          },
          "image_urls": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "examples": [
              [
                "https://example.com/references/panda.png"
              ]
            ]
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
              }
            }
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
                "maximum": 15
              }
            }
          },
          "output_format": {
            "type": "string",
            "enum": [
              "jpeg",
              "png"
            ],
            "default": "jpeg"
          },
          "background": {
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "opaque",
                  "transparent"
                ]
              },
              {
                "type": "string"
              }
            ],
            "examples": [
              "transparent"
            ]
          },
          "layer_decomposition": {
            "type": "boolean"
          },
          "nsfw_check": {
            "anyOf": [
              {
                "type": "boolean"
              },
              {
                "type": "string"
              }
            ]
          },
          "watermark": {
            "type": "boolean",
            "default": false
          },
          "webhook": {
            "type": "string"
          }
        }
      },
      "SubmitResponse": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/SubmittedTasks"
          },
          {
            "$ref": "#/components/schemas/SubmittedGeneration"
          }
        ]
      },
      "SubmittedTasks": {
        "type": "object",
        "required": [
          "code",
          "data"
        ],
        "properties": {
          "code": {
            "type": "integer"
          },
          "data": {
            "type": "array",
            "minItems": 1,
            "items": {
              "$ref": "#/components/schemas/SubmittedTask"
            }
          }
        }
      },
      "SubmittedTask": {
        "type": "object",
        "required": [
          "task_id"
        ],
        "properties": {
          "status": {
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "submitted"
                ]
              },
              {
                "type": "string"
              }
            ]
          },
          "task_id": {
            "type": "string"
          }
        }
      },
      "SubmittedGeneration": {
        "type": "object",
        "required": [
          "data"
        ],
        "properties": {
          "code": {
            "type": "integer"
          },
          "request_id": {
            "type": "string"
          },
          "data": {
            "$ref": "#/components/schemas/Generation"
          }
        }
      },
      "Generation": {
        "type": "object",
        "properties": {
          "object": {
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "generation.task",
                  "generation.result"
                ]
              },
              {
                "type": "string"
              }
            ]
          },
          "id": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/TaskStatus"
          },
          "result": {
            "$ref": "#/components/schemas/TaskResult"
          }
        }
      },
      "TaskResponse": {
        "type": "object",
        "required": [
          "data"
        ],
        "properties": {
          "code": {
            "type": "integer"
          },
          "data": {
            "$ref": "#/components/schemas/Task"
          }
        }
      },
      "Task": {
        "type": "object",
        "required": [
          "status"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/TaskStatus"
          },
          "progress": {
            "type": "number",
            "minimum": 0,
            "maximum": 100
          },
          "result": {
            "$ref": "#/components/schemas/TaskResult"
          },
          "error": {
            "$ref": "#/components/schemas/TaskError"
          },
          "created": {
            "type": "integer"
          },
          "completed": {
            "type": "integer"
          },
          "estimated_time": {
            "type": "number"
          },
          "actual_time": {
            "type": "number"
          },
          "cost": {
            "type": "number"
          },
          "credits_cost": {
            "type": "number"
          }
        }
      },
      "TaskStatus": {
        "anyOf": [
          {
            "type": "string",
            "enum": [
              "submitted",
              "pending",
              "queued",
              "processing",
              "in_progress",
              "completed",
              "success",
              "failed",
              "cancelled"
            ]
          },
          {
            "type": "string"
          }
        ]
      },
      "TaskResult": {
        "type": "object",
        "properties": {
          "images": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TaskImage"
            }
          },
          "sizes": {
            "$ref": "#/components/schemas/ImageSizes"
          },
          "output_formats": {
            "$ref": "#/components/schemas/ImageFormats"
          },
          "layers": {
            "$ref": "#/components/schemas/Layers"
          }
        }
      },
      "ImageSizes": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "ImageFormats": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "Layers": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Layer"
        }
      },
      "Layer": {
        "type": "object",
        "properties": {
          "z_index": {
            "type": "integer"
          },
          "size": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "bounding_box": {
            "type": "object",
            "properties": {
              "absolute": {
                "type": "array",
                "items": {
                  "type": "number"
                }
              },
              "normalized": {
                "type": "array",
                "items": {
                  "type": "number"
                }
              }
            }
          }
        }
      },
      "TaskImage": {
        "type": "object",
        "required": [
          "url"
        ],
        "properties": {
          "sizes": {
            "$ref": "#/components/schemas/ImageSizes"
          },
          "output_formats": {
            "$ref": "#/components/schemas/ImageFormats"
          },
          "layers": {
            "$ref": "#/components/schemas/Layers"
          },
          "url": {
            "anyOf": [
              {
                "type": "string",
                "format": "uri"
              },
              {
                "type": "array",
                "items": {
                  "type": "string",
                  "format": "uri"
                }
              }
            ]
          },
          "expires_at": {
            "type": "integer"
          }
        }
      },
      "TaskError": {
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
              }
            ]
          },
          "message": {
            "type": "string"
          },
          "type": {
            "type": "string"
          }
        }
      },
      "Balance": {
        "type": "object",
        "required": [
          "success"
        ],
        "properties": {
          "success": {
            "type": "boolean"
          },
          "message": {
            "type": "string"
          },
          "remain_balance": {
            "type": "number"
          },
          "remain_credits": {
            "type": "number"
          },
          "used_balance": {
            "type": "number"
          },
          "used_credits": {
            "type": "number"
          }
        }
      },
      "KeyBalance": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Balance"
          },
          {
            "type": "object",
            "properties": {
              "unlimited_quota": {
                "type": "boolean"
              }
            }
          }
        ]
      },
      "UploadRequest": {
        "type": "object",
        "required": [
          "file"
        ],
        "properties": {
          "file": {
            "type": "string",
            "contentMediaType": "application/octet-stream"
          }
        }
      },
      "UploadResponse": {
        "type": "object",
        "required": [
          "url"
        ],
        "properties": {
          "url": {
            "type": "string",
            "format": "uri"
          },
          "filename": {
            "type": "string"
          },
          "content_type": {
            "type": "string"
          },
          "bytes": {
            "type": "integer",
            "minimum": 0
          },
          "created_at": {
            "type": "integer"
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
          "code": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "type": "integer"
              }
            ]
          },
          "message": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "param": {
            "type": "string"
          }
        }
      }
    }
  },
  "x-seedream-models": {
    "default": "seedream-4.5",
    "models": [
      {
        "name": "seedream-5.0-pro",
        "title": "Seedream 5.0 Pro",
        "status": "active",
        "ids": {
          "*": [
            "seedream-5-0-pro"
          ]
        },
        "size": {
          "default": "1K",
          "custom": true,
          "pixels": [
            921600,
            4624220
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
              "2:1": "1440x720",
              "1:2": "720x1440",
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
              "2:1": "2176x1088",
              "1:2": "1088x2176",
              "21:9": "2352x1008"
            },
            "2K": {
              "1:1": "2048x2048",
              "4:3": "2304x1728",
              "3:4": "1728x2304",
              "16:9": "2560x1440",
              "9:16": "1440x2560",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "2:1": "2880x1440",
              "1:2": "1440x2880",
              "21:9": "3024x1296"
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
            "gif"
          ],
          "side": 14,
          "pixels": 36000000
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
            "url"
          ]
        },
        "stream": false,
        "promptOptimization": [],
        "native": [
          "background",
          "layer_decomposition",
          "nsfw_check",
          "webhook"
        ],
        "prices": [
          {
            "currency": "USD",
            "image": 0.0293,
            "upToPixels": 2610000,
            "asOf": "2026-08-22"
          },
          {
            "currency": "USD",
            "image": 0.0586,
            "asOf": "2026-08-22"
          }
        ]
      },
      {
        "name": "seedream-5.0-flash",
        "title": "Seedream 5.0 Flash",
        "status": "active",
        "ids": {
          "*": [
            "seedream-5-0-flash"
          ]
        },
        "size": {
          "default": "1K",
          "custom": true,
          "pixels": [
            921600,
            4624220
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
              "2:1": "1440x720",
              "1:2": "720x1440",
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
              "2:1": "2176x1088",
              "1:2": "1088x2176",
              "21:9": "2352x1008"
            },
            "2K": {
              "1:1": "2048x2048",
              "4:3": "2304x1728",
              "3:4": "1728x2304",
              "16:9": "2560x1440",
              "9:16": "1440x2560",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "2:1": "2880x1440",
              "1:2": "1440x2880",
              "21:9": "3024x1296"
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
            "gif"
          ],
          "side": 14,
          "pixels": 36000000
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
            "url"
          ]
        },
        "stream": false,
        "promptOptimization": [],
        "native": [
          "background",
          "layer_decomposition",
          "nsfw_check",
          "webhook"
        ],
        "prices": [
          {
            "currency": "USD",
            "image": 0.0137,
            "asOf": "2026-09-27"
          }
        ]
      },
      {
        "name": "seedream-5.0-lite",
        "title": "Seedream 5.0 Lite",
        "status": "active",
        "ids": {
          "*": [
            "doubao-seedream-5-0-lite",
            "doubao-seedream-5.0-lite",
            "Doubao-Seedream-5.0-lite",
            "seedream-5-0-lite"
          ]
        },
        "size": {
          "default": "2K",
          "custom": false,
          "tiers": {
            "2K": {
              "1:1": "2048x2048",
              "4:3": "2304x1728",
              "3:4": "1728x2304",
              "16:9": "2848x1600",
              "9:16": "1600x2848",
              "3:2": "2496x1664",
              "2:3": "1664x2496",
              "2:1": "2880x1440",
              "1:2": "1440x2880",
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
              "2:1": "4320x2160",
              "1:2": "2160x4320",
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
              "2:1": "5760x2880",
              "1:2": "2880x5760",
              "21:9": "6240x2656"
            }
          },
          "keywords": [
            "auto"
          ]
        },
        "references": {
          "max": 14,
          "bytes": 10485760,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "gif"
          ],
          "side": 14,
          "pixels": 36000000
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
            "url"
          ]
        },
        "stream": false,
        "promptOptimization": [],
        "native": [
          "webhook"
        ],
        "prices": [
          {
            "currency": "USD",
            "image": 0.0228,
            "asOf": "2026-08-22"
          }
        ]
      },
      {
        "name": "seedream-4.5",
        "title": "Seedream 4.5",
        "status": "active",
        "ids": {
          "*": [
            "doubao-seedance-4-5",
            "Doubao-Seedream-4.5",
            "doubao-seedream-4.5",
            "doubao-seedream-4-5",
            "seedream-4.5",
            "seedream-4-5"
          ]
        },
        "size": {
          "default": "2K",
          "custom": false,
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
          },
          "keywords": [
            "auto"
          ]
        },
        "references": {
          "max": 14,
          "bytes": 10485760,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "gif"
          ],
          "side": 14,
          "pixels": 36000000
        },
        "group": {
          "max": 15,
          "total": 15,
          "totalEnforced": true,
          "needsReference": true
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
        "promptOptimization": [
          "standard",
          "fast"
        ],
        "native": [
          "webhook"
        ],
        "prices": [
          {
            "currency": "USD",
            "image": 0.026,
            "asOf": "2026-08-22"
          }
        ]
      },
      {
        "name": "seedream-4.0",
        "title": "Seedream 4.0",
        "status": "active",
        "ids": {
          "*": [
            "doubao-seedance-4-0"
          ]
        },
        "size": {
          "default": "2K",
          "custom": false,
          "tiers": {
            "1K": {
              "1:1": "1024x1024",
              "4:3": "1152x864",
              "3:4": "864x1152",
              "16:9": "1280x720",
              "9:16": "720x1280",
              "3:2": "1248x832",
              "2:3": "832x1248",
              "21:9": "1512x648",
              "9:21": "648x1512"
            },
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
          },
          "keywords": [
            "auto"
          ]
        },
        "references": {
          "max": 14,
          "bytes": 10485760,
          "formats": [
            "jpeg",
            "png",
            "webp",
            "gif"
          ],
          "side": 14,
          "pixels": 36000000
        },
        "group": {
          "max": 15,
          "total": 15,
          "totalEnforced": true,
          "needsReference": true
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
        "promptOptimization": [
          "standard",
          "fast"
        ],
        "native": [
          "webhook"
        ],
        "prices": []
      }
    ]
  }
};
