// Generated from specs/302ai/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

export interface paths {
  "/doubao/images/generations": {
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
      /** Model id. */
      model: "doubao-seedream-5-0-260128" | "doubao-seedream-4-5-251128" | "doubao-seedream-4-0-250828" | (string & {});
      /** What the image shows. */
      prompt: string;
      /**
       * Reference images, always in a list.
       * @example ["https://example.com/references/statue.png","https://example.com/references/raincoat.png"]
       */
      image?: string[];
      /**
       * Size of each image.
       * @example 2048x2048
       */
      size?: "1K" | "2K" | "3K" | "4K" | (string & {});
      /** The same seed and settings are to give the same image; without it one is drawn. */
      seed?: number;
      /**
       * `auto`: the model decides from the prompt whether to answer with a group, and of how many images.
       * `disabled`: one image.
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
      /** `url`: an address, valid for 24 hours. `b64_json`: the file, base64 encoded, inside the JSON. */
      response_format?: "url" | "b64_json";
      /** `true`: each image is sent as an event as soon as it exists, single images too. */
      stream?: boolean;
      /** `true`: a mark that says the image was made by AI, in the lower right corner. */
      watermark?: boolean;
    };
    /** The answer of a request that did not stream. */
    ImageResponse: {
      /** Id of the model that answered, name and version. */
      model: string;
      /** When the request was made, in Unix seconds. */
      created: number;
      /** One entry for each image that was made or attempted, in order. */
      data: components["schemas"]["ImageItem"][];
      usage: components["schemas"]["Usage"];
      /** What went wrong, if something did. */
      error?: components["schemas"]["ImageError"];
    };
    /** One image of a request - made, or failed. */
    ImageItem: components["schemas"]["FailedImage"] | components["schemas"]["GeneratedImage"];
    /** An image that was made. */
    GeneratedImage: {
      /**
       * Address of the file, valid for 24 hours: the upstream service's storage, or a copy under
       * `file.302.ai`.
       * Format: uri
       */
      url?: string;
      /** The file, base64 encoded. */
      b64_json?: string;
      /**
       * Actual size, `{width}x{height}`.
       * @example 3104x1312
       */
      size?: string;
    };
    /** An image of a group that could not be made. */
    FailedImage: {
      error: components["schemas"]["ImageError"];
    };
    /** Why an image, or a whole answer, has no result. */
    ImageError: {
      /** Name of the error, such as `OutputImageSensitiveContentDetected`. */
      code: string;
      /** For people; its wording changes. */
      message: string;
    };
    /** What was used. */
    Usage: {
      /** Images made, the number that is billed. */
      generated_images: number;
      /** Width × height of all images made, divided by 256. */
      output_tokens?: number;
      /** The same as `output_tokens`. */
      total_tokens?: number;
    };
    /** Body of an error response. */
    ErrorEnvelope: {
      error: components["schemas"]["ErrorBody"];
    };
    /** An error of the gateway, or one that it passes on. */
    ErrorBody: components["schemas"]["GatewayError"] | components["schemas"]["UpstreamError"];
    /** An error of 302.AI's gateway. */
    GatewayError: {
      /** Number of the error, such as -10008. */
      err_code: number | string;
      /** For people. */
      message?: string;
      /** The same in Chinese. */
      message_cn?: string;
      /** The same in Japanese. */
      message_jp?: string;
      /** Family of the error. */
      type?: string;
    };
    /** An error of the upstream service, passed on. */
    UpstreamError: {
      /** Name of the error, such as `InvalidParameter`. */
      code?: string | number | null;
      /** For people. */
      message: string;
      /** The field at fault; often empty. */
      param?: string;
      /** Family of the error; may be empty. */
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
      /** Typed by the upstream service's SDKs, described in no page. */
      error?: components["schemas"]["ImageError"];
    };
    /** The whole request failed after the stream had begun. */
    ErrorFrame: {
      error: components["schemas"]["ErrorBody"];
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
          "text/event-stream": components["schemas"]["StreamEvent"];
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
      /** Every other failure: no status but 200 is documented. */
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
