// Generated from specs/anyfast/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

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
    /** Makes one image, or a group of related images, from a prompt and reference images. */
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
      /** Model id. */
      model:
        | "doubao-seedream-5-0-260128"
        | "doubao-seedream-4-5-251128"
        | "doubao-seedream-4-5"
        | "doubao-seedream-4-0-250828"
        | "doubao-seedream-4-0"
        | "doubao-seedream-3-0-t2i-250415"
        | (string & {});
      /** What the image shows. */
      prompt: string;
      /**
       * Reference images, always in a list.
       * @example ["https://example.com/references/child.png","https://example.com/references/bear.png"]
       */
      image?: string[];
      /** `auto`: a group; how many images it has is up to the model. */
      sequential_image_generation?: "auto";
      /** Settings of a group. */
      sequential_image_generation_options?: {
        /** Most images to make. */
        max_images?: number;
      };
      /** Size of each image. */
      size?:
        | "2048x2048"
        | "1728x2304"
        | "2304x1728"
        | "2848x1600"
        | "1600x2848"
        | "2496x1664"
        | "1664x2496"
        | "3136x1344"
        | "3072x3072"
        | "2592x3456"
        | "3456x2592"
        | "4096x2304"
        | "2304x4096"
        | "2496x3744"
        | "3744x2496"
        | "4704x2016"
        | "1K"
        | "2K"
        | "3K"
        | "4K"
        | (string & {});
      /**
       * `true`: a mark that says the image was made by AI.
       * @default false
       */
      watermark?: boolean;
      /** For getting the same image again. */
      seed?: number;
      /** A logo on the image. */
      logo_info?: {
        /** Whether to add a logo. */
        add_logo?: boolean;
        /** Where the logo stands. */
        position?: number;
        /** Language of the logo. */
        language?: number;
        /** How opaque the logo is, from 0 to 1. */
        opacity?: number;
      };
      /** Tools the model may use. */
      tools?: {
        /** Name of the tool. */
        type: "web_search";
      }[];
    };
    /** The answer. */
    ImageResponse: {
      /** Id of the model that answered. */
      model?: string;
      /** When the request was made, in Unix seconds. */
      created?: number;
      /** One entry for each image that was made or attempted, in order. */
      data?: components["schemas"]["ImageItem"][];
      usage?: components["schemas"]["Usage"];
      /** Why no image was made. */
      error?: components["schemas"]["ImageError"];
    };
    /** One image of a request - made, or failed. */
    ImageItem: components["schemas"]["FailedImage"] | components["schemas"]["GeneratedImage"];
    /** An image that was made. */
    GeneratedImage: {
      /**
       * Address of the file.
       * Format: uri
       */
      url?: string;
      /**
       * Actual size, `{width}x{height}`.
       * @example 2048x2048
       */
      size?: string;
    };
    /** An image of a group that could not be made. */
    FailedImage: {
      error: components["schemas"]["ImageError"];
    };
    /** Why an image, or a whole answer, has no result, in the upstream service's words. */
    ImageError: {
      /** Name of the error, such as `OutputImageSensitiveContentDetected`. */
      code: string;
      /** For people; its wording changes. */
      message: string;
    };
    /** What was used. */
    Usage: {
      /** Images made. */
      generated_images?: number;
      /** Width × height of all images made, divided by 256. */
      output_tokens?: number;
      /** The same as `output_tokens`. */
      total_tokens?: number;
      /** In the answers of older pages, where it is 0. */
      prompt_tokens?: number;
      /** In the answers of older pages, where it is 0. */
      completion_tokens?: number;
    };
    /** Body of every error response. */
    ErrorEnvelope: {
      error: components["schemas"]["ErrorBody"];
    };
    /** An error, of the gateway or passed on from upstream. */
    ErrorBody: {
      /** For people. */
      message: string;
      /** Family of the error, such as `authentication_error`. */
      type?: string;
      /** Name of the error, such as `invalid_api_key`. */
      code?: string | number | null;
      /** The field at fault; often empty. */
      param?: string | null;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  generateImages: {
    parameters: {
      query?: never;
      header?: never;
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
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ImageResponse"];
        };
      };
      /** The request is not acceptable, or its content was refused. */
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
      /** Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
      /** Any other failure. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorEnvelope"];
        };
      };
    };
  };
}
