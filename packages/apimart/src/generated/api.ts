// Generated from specs/apimart/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

export interface paths {
  "/v1/images/generations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accepts a request and answers at once with the id of a task; ask for the task with `getTask`. */
    post: operations["submitImages"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/tasks/{task_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tells how far a task is, and its result once it is completed. */
    get: operations["getTask"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/uploads/images": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes one file and answers with an address to use in `image_urls`. */
    post: operations["uploadImage"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/balance": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tells what this API key may still spend. */
    get: operations["getKeyBalance"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/user/balance": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tells what the account of this API key may still spend. */
    get: operations["getAccountBalance"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** What to make. */
    ImageRequest: {
      /**
       * Model id.
       * @default doubao-seedance-4-5
       */
      model:
        | "doubao-seedance-4-5"
        | "Doubao-Seedream-4.5"
        | "doubao-seedream-4.5"
        | "doubao-seedream-4-5"
        | "seedream-4.5"
        | "seedream-4-5"
        | "doubao-seedance-4-0"
        | "doubao-seedream-5-0-lite"
        | "doubao-seedream-5.0-lite"
        | "Doubao-Seedream-5.0-lite"
        | "seedream-5-0-lite"
        | "seedream-5-0-pro"
        | "seedream-5-0-flash"
        | (string & {});
      /** What the image shows. */
      prompt: string;
      /**
       * Proportion of the images, width first.
       * @default 1:1
       * @example 2400x1000
       */
      size?:
        | "1:1"
        | "4:3"
        | "3:4"
        | "16:9"
        | "9:16"
        | "3:2"
        | "2:3"
        | "21:9"
        | "9:21"
        | "2:1"
        | "1:2"
        | "auto"
        | (string & {});
      /**
       * Resolution of the images.
       * @default 2K
       */
      resolution?: "1K" | "1.5K" | "2K" | "3K" | "4K" | (string & {});
      /**
       * Number of images; a number, not a string.
       * @default 1
       */
      n?: number;
      /**
       * Reference images.
       * @example ["https://example.com/references/panda.png"]
       */
      image_urls?: string[];
      /** How the provider improves the prompt before drawing. */
      optimize_prompt_options?: {
        /**
         * `standard`: better and slower. `fast`: quicker and plainer.
         * @default standard
         */
        mode?: "standard" | "fast";
      };
      /**
       * `auto`: a group, which needs at least one reference image. `disabled`: one image, however many
       * references there are.
       * @default disabled
       */
      sequential_image_generation?: "auto" | "disabled";
      /** Settings of a group. */
      sequential_image_generation_options?: {
        /** Number of images to make. */
        max_images?: number;
      };
      /**
       * File format.
       * @default jpeg
       */
      output_format?: "jpeg" | "png";
      /** Background of the image, such as `transparent`. */
      background?: "opaque" | "transparent" | (string & {});
      /** Takes one reference image apart into a base image and layers. */
      layer_decomposition?: boolean;
      /** Check for content that is not safe for work. */
      nsfw_check?: boolean | string;
      /**
       * `true`: a mark that says the image was made by AI.
       * @default false
       */
      watermark?: boolean;
      /** Base address to tell when the task is completed or failed, and of no other state. */
      webhook?: string;
    };
    /** The answer of a request that was accepted, in one of two forms. */
    SubmitResponse: components["schemas"]["SubmittedTasks"] | components["schemas"]["SubmittedGeneration"];
    /** The answer without the version header. */
    SubmittedTasks: {
      /** The HTTP status once more. */
      code: number;
      /** One task, in a list. */
      data: components["schemas"]["SubmittedTask"][];
    };
    /** A task that was accepted. */
    SubmittedTask: {
      /** State of the task; `submitted`. */
      status?: "submitted" | (string & {});
      /** Id to ask for. */
      task_id: string;
    };
    /** The answer with the version header. */
    SubmittedGeneration: {
      /** The HTTP status once more, 200 or 202. */
      code?: number;
      /** The provider's id of the request. */
      request_id?: string;
      data: components["schemas"]["Generation"];
    };
    /** A task that was accepted, or a result where the model answers at once. */
    Generation: {
      /** Which of the two it is. */
      object?: "generation.task" | "generation.result" | (string & {});
      /** Id of the task to ask for. */
      id?: string;
      status?: components["schemas"]["TaskStatus"];
      /** The images of a result. */
      result?: components["schemas"]["TaskResult"];
    };
    /** The answer to a question about a task. */
    TaskResponse: {
      /** The HTTP status once more. */
      code?: number;
      data: components["schemas"]["Task"];
    };
    /** A task. */
    Task: {
      /** Id of the task. */
      id?: string;
      status: components["schemas"]["TaskStatus"];
      /** How far it is, in per cent. */
      progress?: number;
      /** The images. */
      result?: components["schemas"]["TaskResult"];
      /** Why there are none. */
      error?: components["schemas"]["TaskError"];
      /** When the task was made, in Unix seconds. */
      created?: number;
      /** When it was completed, in Unix seconds. */
      completed?: number;
      /** How long it may take, in seconds. */
      estimated_time?: number;
      /** How long it took, in seconds. */
      actual_time?: number;
      /** What was charged, in USD. */
      cost?: number;
      /** What was charged, in the provider's credits. */
      credits_cost?: number;
    };
    /** State of a task. */
    TaskStatus:
      | "submitted"
      | "pending"
      | "queued"
      | "processing"
      | "in_progress"
      | "completed"
      | "success"
      | "failed"
      | "cancelled"
      | (string & {});
    /** What a task made. */
    TaskResult: {
      /** The images, in order. */
      images?: components["schemas"]["TaskImage"][];
      sizes?: components["schemas"]["ImageSizes"];
      output_formats?: components["schemas"]["ImageFormats"];
      layers?: components["schemas"]["Layers"];
    };
    /** Sizes of the images, `{width}x{height}`, in their order. */
    ImageSizes: string[];
    /** File formats of the images, in their order. */
    ImageFormats: string[];
    /** The layers of a decomposition, in the order of the images. */
    Layers: components["schemas"]["Layer"][];
    /** One layer of a decomposition. */
    Layer: {
      /** Place in the stack of layers; higher lies above. */
      z_index?: number;
      /** Size of the layer, `{width}x{height}`. */
      size?: string;
      /** Name of the layer. */
      name?: string;
      /** Where the layer belongs on the base image. */
      bounding_box?: {
        /** Left, top, right and bottom in pixels of the base image. */
        absolute?: number[];
        /** Left, top, right and bottom in thousandths of the base image. */
        normalized?: number[];
      };
    };
    /** One or several images that were made. */
    TaskImage: {
      sizes?: components["schemas"]["ImageSizes"];
      output_formats?: components["schemas"]["ImageFormats"];
      layers?: components["schemas"]["Layers"];
      /** Address of the file, or a list of addresses, readable without a key. */
      url: string | string[];
      /** Until when the address is valid, in Unix seconds: 24 hours after completion in the page's example. */
      expires_at?: number;
    };
    /** Why a task failed. */
    TaskError: {
      /** Number or name of the error. */
      code?: string | number;
      /** For people. */
      message: string;
      /** Family of the error. */
      type?: string;
    };
    /** What was spent and what is left. */
    Balance: {
      /** Whether the balance could be read. */
      success: boolean;
      /** Why it could not. */
      message?: string;
      /** What is left, in USD; -1 is without limit. */
      remain_balance?: number;
      /** What is left, in credits; -1 is without limit. */
      remain_credits?: number;
      /** What was spent, in USD. */
      used_balance?: number;
      /** What was spent, in credits. */
      used_credits?: number;
    };
    /** What was spent with an API key and what is left for it. */
    KeyBalance: components["schemas"]["Balance"] & {
      /** Whether the key has no limit. */
      unlimited_quota?: boolean;
    };
    /** A form with one file. */
    UploadRequest: {
      /** JPEG, PNG, WebP or GIF of at most 20 MB. */
      file: string;
    };
    /** A file that was stored. */
    UploadResponse: {
      /**
       * Address to use in `image_urls`, valid for 72 hours.
       * Format: uri
       */
      url: string;
      /** Name of the file. */
      filename?: string;
      /** Type that was found in its bytes. */
      content_type?: string;
      /** Size of the file. */
      bytes?: number;
      /** When it was stored, in Unix seconds. */
      created_at?: number;
    };
    /** Body of every error response. */
    ErrorEnvelope: {
      error: components["schemas"]["ErrorBody"];
    };
    /** An error. */
    ErrorBody: {
      /**
       * The HTTP status once more in the page's examples; a name with `Idempotency-Key`; missing in a
       * measured answer.
       */
      code?: string | number;
      /** For people; its language follows the account or the request. */
      message: string;
      /** Family of the error. */
      type?: string;
      /** The field at fault. */
      param?: string;
    };
  };
  responses: {
    /** Any other failure. */
    OtherError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorEnvelope"];
      };
    };
  };
  parameters: {
    /**
     * A name for this request, 1 to 191 visible ASCII characters.
     * @example 0198c1f2-7d0e-7a3b-9c55-3f1e2d4c5b6a
     */
    IdempotencyKey: string;
    /**
     * The form of the answer.
     * @example 2026-07-27
     */
    ResponseVersion: "2026-07-27" | (string & {});
  };
  requestBodies: never;
  headers: {
    /** `true` when this answer repeats that of an earlier request with the same key. */
    IdempotencyReplayed: string;
    /** The form that this answer has. */
    ResponseVersion: string;
    /** How long to wait, in seconds or as an HTTP date. */
    RetryAfter: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  submitImages: {
    parameters: {
      query?: never;
      header?: {
        /**
         * A name for this request, 1 to 191 visible ASCII characters.
         * @example 0198c1f2-7d0e-7a3b-9c55-3f1e2d4c5b6a
         */
        "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
        /**
         * The form of the answer.
         * @example 2026-07-27
         */
        "X-APIMart-Response-Version"?: components["parameters"]["ResponseVersion"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ImageRequest"];
      };
    };
    responses: {
      /** The request was accepted. */
      200: {
        headers: {
          "idempotency-replayed": components["headers"]["IdempotencyReplayed"];
          "x-apimart-response-version": components["headers"]["ResponseVersion"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SubmitResponse"];
        };
      };
      /** The request was accepted, in the form that the version header brings. */
      202: {
        headers: {
          "idempotency-replayed": components["headers"]["IdempotencyReplayed"];
          "x-apimart-response-version": components["headers"]["ResponseVersion"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SubmitResponse"];
        };
      };
      /** The request is not acceptable. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The key is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The balance is too low. */
      402: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The caller is known, but may not do this. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The `Idempotency-Key` stands in the way. */
      409: {
        headers: {
          "Retry-After": components["headers"]["RetryAfter"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** Too many requests. */
      429: {
        headers: {
          "Retry-After": components["headers"]["RetryAfter"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The provider failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The gateway failed. */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      default: components["responses"]["OtherError"];
    };
  };
  getTask: {
    parameters: {
      query?: {
        /**
         * Language of the messages.
         * @example en
         */
        language?: "zh" | "en" | "ko" | "ja";
      };
      header?: never;
      path: {
        /**
         * The id of the task, unchanged.
         * @example task_01KA040M0HP1GJWBJYZMKX1XS1
         */
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The task, whatever its state. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TaskResponse"];
        };
      };
      /** The key is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** Too many requests. */
      429: {
        headers: {
          "Retry-After": components["headers"]["RetryAfter"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      default: components["responses"]["OtherError"];
    };
  };
  uploadImage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "multipart/form-data": components["schemas"]["UploadRequest"];
      };
    };
    responses: {
      /** The file was stored. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UploadResponse"];
        };
      };
      /** The file is missing, or is no JPEG, PNG, WebP or GIF. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The key is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The file has more than 20 MB. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** Too many requests. */
      429: {
        headers: {
          "Retry-After": components["headers"]["RetryAfter"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The file could not be stored. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      default: components["responses"]["OtherError"];
    };
  };
  getKeyBalance: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The balance, or why it cannot be told. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeyBalance"];
        };
      };
      /** The key is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      default: components["responses"]["OtherError"];
    };
  };
  getAccountBalance: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The balance, or why it cannot be told. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Balance"];
        };
      };
      /** The key is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      default: components["responses"]["OtherError"];
    };
  };
}
