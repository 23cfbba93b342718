// Generated from specs/ark/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

export interface paths {
  "/images/generations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes one image, or a group of related images, from a prompt and optional reference images. */
    post: operations["generateImages"];
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
      /** Model id, or the id of an inference endpoint (`ep-…`). */
      model:
        | "dola-seedream-5-5-261028"
        | "doubao-seedream-5-0-pro-260628"
        | "doubao-seedream-5-0-flash-260915"
        | "doubao-seedream-5-0-260128"
        | "doubao-seedream-5-0-lite-260128"
        | "doubao-seedream-4-5-251128"
        | "doubao-seedream-4-0-250828"
        | "doubao-seedream-3-0-t2i-250415"
        | "doubao-seededit-3-0-i2i-250628"
        | "dola-seedream-5-0-pro-260628"
        | "dola-seedream-5-0-flash-260915"
        | "seedream-5-0-260128"
        | "seedream-5-0-lite-260128"
        | "seedream-4-5-251128"
        | "seedream-4-0-250828"
        | "seedream-3-0-t2i-250415"
        | "seededit-3-0-i2i-250628"
        | (string & {});
      /** What the image shows, in Chinese or English; 5.0 pro and flash read more languages. */
      prompt: string;
      /**
       * Reference images: one, or a list of several.
       * @example https://example.com/references/chair.png
       * @example ["https://example.com/references/bicycle.jpeg","https://example.com/references/bakery.webp"]
       */
      image?: string | string[];
      /**
       * Size of each image, in one of two forms that cannot be mixed.
       * @example 2048x2048
       */
      size?: "1K" | "1.5K" | "2K" | "3K" | "4K" | "adaptive" | "auto" | (string & {});
      /**
       * `auto`: the model decides from the prompt whether to answer with a group, and of how many images.
       * `disabled`: one image.
       * @default disabled
       */
      sequential_image_generation?: "auto" | "disabled";
      /** Settings of a group. */
      sequential_image_generation_options?: {
        /**
         * Most images to make.
         * @default 15
         */
        max_images?: number;
      };
      /**
       * `true`: each image is sent as an event as soon as it exists, single images too.
       * @default false
       */
      stream?: boolean;
      /**
       * `url`: an address that is valid for 24 hours. `b64_json`: the file, base64 encoded, inside the JSON.
       * @default url
       */
      response_format?: "url" | "b64_json";
      /**
       * File format.
       * @default jpeg
       */
      output_format?: "jpeg" | "png";
      /**
       * `true`: a mark that says the image was made by AI, in the lower right corner.
       * @default true
       */
      watermark?: boolean;
      /** How the provider improves the prompt before drawing. */
      optimize_prompt_options?: {
        /**
         * `standard`: better and slower. `fast`: quicker and plainer, on 4.0 and 5.0 pro only; the others
         * refuse it.
         * @default standard
         */
        mode?: "standard" | "fast";
        /** Whether the provider reasons about the prompt first. */
        thinking?: "auto" | "enabled" | "disabled";
      };
      /** Switches prompt improvement. */
      optimize_prompt?: boolean;
      /** Tools the model may use. */
      tools?: {
        /** Name of the tool. */
        type: "web_search";
      }[];
      /**
       * The same seed, prompt and settings give nearly the same image; -1 draws one.
       * @default -1
       */
      seed?: number;
      /** How closely the image follows the prompt; higher is closer. */
      guidance_scale?: number;
      /**
       * Takes exactly one image of at least 512x512 pixels apart into a base image and PNG layers, up to 16
       * on 5.0 pro and flash and up to 99 on 5.5.
       * @default false
       */
      layer_decomposition?: boolean;
      /**
       * `transparent` gives an image with an alpha channel, on 5.0 pro, flash and 5.5; JPEG is refused with
       * it.
       * @default opaque
       */
      background?: "opaque" | "transparent" | "auto";
    };
    /** The answer of a request that did not stream. */
    ImageResponse: {
      /** Id of the model that answered, name and version; the version may be missing. */
      model: string;
      /** When the request was made, in Unix seconds. */
      created: number;
      /** One entry for each image that was made or attempted, in order. */
      data?: components["schemas"]["ImageItem"][];
      usage?: components["schemas"]["Usage"];
      /** The tools that the request named. */
      tools?: {
        /** Name of the tool. */
        type?: string;
      }[];
      /** Why no image was made. */
      error?: components["schemas"]["ImageError"];
    };
    /** One image of a request: made, or failed. */
    ImageItem: components["schemas"]["FailedImage"] | components["schemas"]["GeneratedImage"];
    /** An image that was made. */
    GeneratedImage: {
      /**
       * Address of the file, valid for 24 hours, readable without a key.
       * Format: uri
       */
      url?: string;
      /** The file, base64 encoded. */
      b64_json?: string;
      /**
       * Actual size, `{width}x{height}`.
       * @example 2048x2048
       */
      size?: string;
      /** File format, `jpeg` or `png`. */
      output_format?: string;
      /** Whether the image is `transparent` or `opaque`. */
      background?: string;
      /** Place in the stack of layers; 0 is the base image, higher lies above. */
      z_index?: number;
      /** Name of the layer. */
      name?: string;
      /** What the layer shows. */
      description?: string;
      /** Where the layer belongs on the base image, which itself has none. */
      bounding_box?: {
        /** Left, top, right and bottom in pixels of the base image. */
        absolute?: number[];
        /** Left, top, right and bottom in thousandths of the base image. */
        normalized?: number[];
      };
    };
    /** An image that could not be made. */
    FailedImage: {
      error: components["schemas"]["ImageError"];
    };
    /** Why an image, or a whole answer, has no result. */
    ImageError: {
      /**
       * The codes of the error responses, mostly `OutputImageSensitiveContentDetected` (the next image is
       * made) and `InternalServiceError` (the next images are not attempted).
       */
      code: string;
      /** For people; its wording changes. */
      message: string;
    };
    /** What was used. */
    Usage: {
      /** Images made, the number that is billed. */
      generated_images?: number;
      /** Width × height of all images made, divided by 256 and rounded. */
      output_tokens?: number;
      /** The same as `output_tokens`; input is not counted for now. */
      total_tokens?: number;
      /** Reference images read. */
      input_images?: number;
      /** Calls of tools, billed on their own. */
      tool_usage?: {
        /** Number of web searches. */
        web_search?: number;
      };
    };
    /** Body of every error response. */
    ErrorEnvelope: {
      error: components["schemas"]["ErrorBody"];
    };
    /** An error. */
    ErrorBody: {
      /** Name of the error; the known ones are listed at each status. */
      code: string;
      /** For people. */
      message: string;
      /** The field at fault; often empty. */
      param?: string;
      /** Family of the error, such as `BadRequest`; may be empty. */
      type?: string;
    };
    /** The decoded `data:` payload of one server-sent event. */
    StreamEvent:
      | components["schemas"]["PartialSucceededEvent"]
      | components["schemas"]["PartialFailedEvent"]
      | components["schemas"]["CompletedEvent"]
      | components["schemas"]["ErrorFrame"];
    /** An image is ready. */
    PartialSucceededEvent: {
      /** Kind of event. */
      type: "image_generation.partial_succeeded";
      /** Id of the model that answered. */
      model?: string;
      /** When the image was made, in Unix seconds. */
      created?: number;
      /** Which image of the request, counted from 0. */
      image_index: number;
      /**
       * Address of the file, valid for 24 hours.
       * Format: uri
       */
      url?: string;
      /** The file, base64 encoded. */
      b64_json?: string;
      /**
       * Actual size, `{width}x{height}`.
       * @example 2496x1664
       */
      size?: string;
    };
    /** An image could not be made. */
    PartialFailedEvent: {
      /** Kind of event. */
      type: "image_generation.partial_failed";
      /** Id of the model that answered. */
      model?: string;
      /** When the image failed, in Unix seconds. */
      created?: number;
      /** Which image of the request, counted from 0. */
      image_index: number;
      error: components["schemas"]["ImageError"];
    };
    /** The request is finished. */
    CompletedEvent: {
      /** Kind of event. */
      type: "image_generation.completed";
      /** Id of the model that answered. */
      model?: string;
      /** When the request finished, in Unix seconds. */
      created?: number;
      usage?: components["schemas"]["Usage"];
      /** The tools that the request named. */
      tools?: {
        /** Name of the tool. */
        type?: string;
      }[];
      /** Typed by the SDKs, described in no page. */
      error?: components["schemas"]["ImageError"];
    };
    /** The whole request failed after the stream had begun. */
    ErrorFrame: {
      error: components["schemas"]["ErrorBody"];
    };
  };
  responses: never;
  parameters: {
    /**
     * An id of the caller's choice, for finding the request again.
     * @example 20251201080000f3a9c2d47be81560c9aa
     */
    ClientRequestId: string;
  };
  requestBodies: never;
  headers: {
    /** The provider's id of the request; error messages end with it too. */
    RequestId: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  generateImages: {
    parameters: {
      query?: never;
      header?: {
        /**
         * An id of the caller's choice, for finding the request again.
         * @example 20251201080000f3a9c2d47be81560c9aa
         */
        "X-Client-Request-Id"?: components["parameters"]["ClientRequestId"];
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
      /** The images. */
      200: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ImageResponse"];
          "text/event-stream": components["schemas"]["StreamEvent"];
        };
      };
      /** The request is not acceptable, or its content was refused. */
      400: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The caller is not known. */
      401: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          /** The gateway's own name for the refusal. */
          "x-error-code"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The caller is known, but may not do this. */
      403: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The model or inference endpoint does not exist here, or is not open to this account. */
      404: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** Too many requests, or a quota is used up. */
      429: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          /** How long to wait, in seconds or as an HTTP date. */
          "Retry-After"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** The provider failed. */
      500: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** Any other failure. */
      default: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
    };
  };
}
