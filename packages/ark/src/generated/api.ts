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
        /**
         * Generate images
         * @description Makes one image, or a group of related images, from a prompt and optional reference images.
         *
         *     - **One image or a group.** A group is asked for with `sequential_image_generation: auto`; the model then
         *       decides from the prompt how many images to make, up to `max_images`. There is no `n`.
         *     - **References and outputs.** Together at most 15 in one request: one reference leaves 14 images. What happens
         *       when the references and `max_images` exceed 15 is not documented.
         *     - **Failures inside a group.** An image stopped by moderation is reported in its place and the next one is made.
         *       After an internal error (500) the remaining images are not attempted.
         *     - **Billing.** By successful image (`usage.generated_images`). Nothing identifies a repeated request, so a
         *       request sent twice may be billed twice.
         *     - **Waiting.** The call is synchronous: there is no task and no webhook. 4K groups take minutes. With
         *       `stream: true` each image is sent as soon as it exists; even the headers wait for the first image.
         *     - **Browsers.** Neither the API nor the storage behind its URLs answers CORS requests from a web page.
         */
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
        /** @description What to make. Fields that a model does not take are answered with 400 or ignored, as noted for each. */
        ImageRequest: {
            /**
             * @description Model id, or the id of an inference endpoint (`ep-…`). Volcengine's ids begin with `doubao-`, BytePlus's
             *     with `seedream-`, `seededit-` or `dola-`. New models appear often: any string is let through.
             */
            model: "doubao-seedream-5-0-pro-260628" | "doubao-seedream-5-0-flash-260915" | "doubao-seedream-5-0-260128" | "doubao-seedream-5-0-lite-260128" | "doubao-seedream-4-5-251128" | "doubao-seedream-4-0-250828" | "doubao-seedream-3-0-t2i-250415" | "doubao-seededit-3-0-i2i-250628" | "dola-seedream-5-0-pro-260628" | "dola-seedream-5-0-flash-260915" | "seedream-5-0-260128" | "seedream-5-0-lite-260128" | "seedream-4-5-251128" | "seedream-4-0-250828" | "seedream-3-0-t2i-250415" | "seededit-3-0-i2i-250628" | (string & {});
            /**
             * @description What the image shows, in Chinese or English; 5.0 pro and flash read more languages. At most 300 Chinese
             *     characters or 600 English words are advised, more is not refused. Layer decomposition may go without a
             *     prompt on the wire; send an empty string there. On 5.0 pro and flash, `<point>x y</point>` and
             *     `<bbox>x1 y1 x2 y2</bbox>` (0 to 999, from the top left) point at places in the references.
             */
            prompt: string;
            /**
             * @description Reference images: one, or a list of several. Each is a URL that the provider can reach, or a data URI
             *     (`data:image/png;base64,…`, the format in lower case). URLs are downloaded within about ten seconds.
             *     3.0-t2i takes none, SeedEdit exactly one, 4.0, 4.5 and 5.0 lite up to 14, 5.0 pro and flash up to 10. Limits
             *     on formats, bytes and pixels: `references` in `x-seedream-models`.
             * @example https://example.com/references/chair.png
             * @example [
             *       "https://example.com/references/bicycle.jpeg",
             *       "https://example.com/references/bakery.webp"
             *     ]
             */
            image?: string | string[];
            /**
             * @description Size of each image, in one of two forms that cannot be mixed. A tier (`2K`): the prompt describes the
             *     proportion in words and the model chooses the pixels. Or pixels, `{width}x{height}` (`^\d+x\d+$`): both
             *     their product and width ÷ height must lie within the model's ranges. 3750x1250 is legal on 4.5; 1500x1500 is
             *     not, it has too few pixels. Tables are advice, and an image may come out in another size: read `size` of the
             *     answer.
             *
             *     Tiers: 1K, 2K, 4K on 4.0; 2K, 4K on 4.5; 2K, 3K, 4K on 5.0 lite; 1K, 1.5K, 2K on 5.0 pro and flash; none on
             *     3.0. `adaptive` (as the reference) is all that SeedEdit takes. `auto` is for layer decomposition only, and
             *     its default. Without the field: 2048x2048 on 4.0, 4.5 and 5.0 lite, 1024x1024 on 3.0-t2i, 2K on 5.0 pro and
             *     flash (one page says 1024x1024).
             * @example 2K
             * @example 2048x2048
             */
            size?: "1K" | "1.5K" | "2K" | "3K" | "4K" | "adaptive" | "auto" | (string & {});
            /**
             * @description `auto`: the model decides from the prompt whether to answer with a group, and of how many images.
             *     `disabled`: one image. 4.0, 4.5 and 5.0 lite; other models do not take the field.
             * @default disabled
             * @enum {string}
             */
            sequential_image_generation?: "auto" | "disabled";
            /** @description Settings of a group. 4.0, 4.5 and 5.0 lite, and only with `sequential_image_generation` `auto`. */
            sequential_image_generation_options?: {
                /**
                 * @description Most images to make. The model may make fewer; references and outputs are at most 15 together.
                 * @default 15
                 */
                max_images?: number;
            };
            /**
             * @description `true`: each image is sent as an event as soon as it exists, single images too. 4.0, 4.5 and 5.0 lite; other
             *     models refuse `true`.
             * @default false
             */
            stream?: boolean;
            /**
             * @description `url`: an address that is valid for 24 hours. `b64_json`: the file, base64 encoded, inside the JSON. All
             *     models.
             * @default url
             * @enum {string}
             */
            response_format?: "url" | "b64_json";
            /**
             * @description File format. 5.0 lite, pro and flash; 4.5 and 4.0 always make JPEG and refuse the field. With layer
             *     decomposition it concerns the base image only, layers are PNG. With `background: transparent` the default is
             *     PNG and JPEG is refused.
             * @default jpeg
             * @enum {string}
             */
            output_format?: "jpeg" | "png";
            /**
             * @description `true`: a mark that says the image was made by AI, in the lower right corner. All models.
             * @default true
             */
            watermark?: boolean;
            /** @description How the provider improves the prompt before drawing. Not for 3.0 models. */
            optimize_prompt_options?: {
                /**
                 * @description `standard`: better and slower. `fast`: quicker and plainer, on 4.0 and 5.0 pro only; the others refuse
                 *     it.
                 * @default standard
                 * @enum {string}
                 */
                mode?: "standard" | "fast";
                /**
                 * @description Whether the provider reasons about the prompt first. In the official SDKs only, in no current page.
                 * @enum {string}
                 */
                thinking?: "auto" | "enabled" | "disabled";
            };
            /** @description Switches prompt improvement. In the official SDKs only, in no current page: use `optimize_prompt_options`. */
            optimize_prompt?: boolean;
            /**
             * @description Tools the model may use. `web_search` on 5.0 lite, on Volcengine; BytePlus is reported to refuse it, though
             *     its own OpenAPI document has the field.
             */
            tools?: {
                /**
                 * @description Name of the tool.
                 * @enum {string}
                 */
                type: "web_search";
            }[];
            /**
             * @description The same seed, prompt and settings give nearly the same image; -1 draws one. Documented for 3.0-t2i and
             *     SeedEdit 3.0 only. 5.0 flash was measured to honour it. Nothing is promised for the other models.
             * @default -1
             */
            seed?: number;
            /**
             * @description How closely the image follows the prompt; higher is closer. 3.0-t2i (default 2.5) and SeedEdit 3.0 (default
             *     5.5) only.
             */
            guidance_scale?: number;
            /**
             * @description Takes exactly one JPEG or PNG of at least 512x512 pixels apart into a base image and up to 16 PNG layers.
             *     5.0 pro and flash; `size` is a tier or `auto`. If one layer fails the whole request fails.
             * @default false
             */
            layer_decomposition?: boolean;
            /**
             * @description `transparent` keeps transparency: 5.0 pro and flash, with exactly one reference that has an alpha channel,
             *     and no JPEG output. `auto` is reported for 5.5 only.
             * @default opaque
             * @enum {string}
             */
            background?: "opaque" | "transparent" | "auto";
        };
        /** @description The answer of a request that did not stream. */
        ImageResponse: {
            /** @description Id of the model that answered, name and version; the version may be missing. */
            model: string;
            /** @description When the request was made, in Unix seconds. */
            created: number;
            /**
             * @description One entry for each image that was made or attempted, in order. Absent or empty when the whole request
             *     failed.
             */
            data?: components["schemas"]["ImageItem"][];
            usage?: components["schemas"]["Usage"];
            /** @description The tools that the request named. */
            tools?: {
                /** @description Name of the tool. */
                type?: string;
            }[];
            /** @description Why no image was made. Present only when there is none. */
            error?: components["schemas"]["ImageError"];
        };
        /**
         * @description One image of a request: made, or failed. The two are told apart by `error`. Only 4.0, 4.5 and 5.0 lite answer
         *     with failed images, in groups.
         */
        ImageItem: components["schemas"]["FailedImage"] | components["schemas"]["GeneratedImage"];
        /** @description An image that was made. It has either `url` or `b64_json`, as `response_format` asked. */
        GeneratedImage: {
            /**
             * Format: uri
             * @description Address of the file, valid for 24 hours, readable without a key. Signed - use it unchanged.
             */
            url?: string;
            /** @description The file, base64 encoded. */
            b64_json?: string;
            /**
             * @description Actual size, `{width}x{height}`. It may differ from every table.
             * @example 2048x2048
             */
            size?: string;
            /** @description File format, `jpeg` or `png`. Documented for 5.0 pro and flash. */
            output_format?: string;
            /** @description Place in the stack of layers; 0 is the base image, higher lies above. Layer decomposition only. */
            z_index?: number;
            /** @description Name of the layer. Layer decomposition only. */
            name?: string;
            /** @description What the layer shows. Layer decomposition only. */
            description?: string;
            /** @description Where the layer belongs on the base image, which itself has none. Layer decomposition only. */
            bounding_box?: {
                /** @description Left, top, right and bottom in pixels of the base image. */
                absolute?: number[];
                /** @description Left, top, right and bottom in thousandths of the base image. */
                normalized?: number[];
            };
        };
        /** @description An image that could not be made. It is not billed. */
        FailedImage: {
            error: components["schemas"]["ImageError"];
        };
        /** @description Why an image, or a whole answer, has no result. */
        ImageError: {
            /**
             * @description The codes of the error responses, mostly `OutputImageSensitiveContentDetected` (the next image is made) and
             *     `InternalServiceError` (the next images are not attempted). Match dotted codes by their beginning.
             */
            code: string;
            /** @description For people; its wording changes. */
            message: string;
        };
        /** @description What was used. The bill is `generated_images` times the model's price, plus tools. */
        Usage: {
            /** @description Images made, the number that is billed. Layers count. */
            generated_images?: number;
            /** @description Width × height of all images made, divided by 256 and rounded. */
            output_tokens?: number;
            /** @description The same as `output_tokens`; input is not counted for now. */
            total_tokens?: number;
            /** @description Reference images read. 5.0 pro and flash; pro bills them from the second one on. */
            input_images?: number;
            /** @description Calls of tools, billed on their own. */
            tool_usage?: {
                /** @description Number of web searches. */
                web_search?: number;
            };
        };
        /** @description Body of every error response. */
        ErrorEnvelope: {
            error: components["schemas"]["ErrorBody"];
        };
        /** @description An error. Decide by `code` alone; `type` and `message` are not dependable. */
        ErrorBody: {
            /**
             * @description Name of the error; the known ones are listed at each status. An open set: match dotted codes by their
             *     beginning. The list is the provider's general one, and which codes images use is not stated.
             */
            code: string;
            /** @description For people. Ends with the request id. */
            message: string;
            /** @description The field at fault; often empty. */
            param?: string;
            /** @description Family of the error, such as `BadRequest`; may be empty. */
            type?: string;
        };
        /**
         * @description The decoded `data:` payload of one server-sent event. The same name stands in the event's `event:` line.
         *     After the last event comes `data: [DONE]`, which is not JSON and ends the stream. Events are told apart by
         *     `type`; only an error frame has none. Skip types you do not know: `image_generation.partial_image` is seen in
         *     one example of the provider and defined nowhere. A stream that ends without `image_generation.completed` was
         *     cut off.
         */
        StreamEvent: components["schemas"]["PartialSucceededEvent"] | components["schemas"]["PartialFailedEvent"] | components["schemas"]["CompletedEvent"] | components["schemas"]["ErrorFrame"];
        /** @description An image is ready. */
        PartialSucceededEvent: {
            /**
             * @description Kind of event.
             * @constant
             */
            type: "image_generation.partial_succeeded";
            /** @description Id of the model that answered. */
            model?: string;
            /** @description When the image was made, in Unix seconds. */
            created?: number;
            /** @description Which image of the request, counted from 0. */
            image_index: number;
            /**
             * Format: uri
             * @description Address of the file, valid for 24 hours. With `response_format` `url`.
             */
            url?: string;
            /** @description The file, base64 encoded. With `response_format` `b64_json`. */
            b64_json?: string;
            /**
             * @description Actual size, `{width}x{height}`.
             * @example 2496x1664
             */
            size?: string;
        };
        /** @description An image could not be made. After `InternalServiceError` no further image is attempted. */
        PartialFailedEvent: {
            /**
             * @description Kind of event.
             * @constant
             */
            type: "image_generation.partial_failed";
            /** @description Id of the model that answered. */
            model?: string;
            /** @description When the image failed, in Unix seconds. */
            created?: number;
            /** @description Which image of the request, counted from 0. */
            image_index: number;
            error: components["schemas"]["ImageError"];
        };
        /** @description The request is finished. */
        CompletedEvent: {
            /**
             * @description Kind of event.
             * @constant
             */
            type: "image_generation.completed";
            /** @description Id of the model that answered. */
            model?: string;
            /** @description When the request finished, in Unix seconds. */
            created?: number;
            usage?: components["schemas"]["Usage"];
            /** @description The tools that the request named. */
            tools?: {
                /** @description Name of the tool. */
                type?: string;
            }[];
            /** @description Typed by the SDKs, described in no page. */
            error?: components["schemas"]["ImageError"];
        };
        /**
         * @description The whole request failed after the stream had begun. It has no `type`. The provider's sample puts the family of
         *     the error (`BadRequest`) in `code`. Whether an `event: error` line goes with it is not known.
         */
        ErrorFrame: {
            error: components["schemas"]["ErrorBody"];
        };
    };
    responses: never;
    parameters: {
        /**
         * @description An id of the caller's choice, for finding the request again. It does not make repeating safe.
         * @example 20251201080000f3a9c2d47be81560c9aa
         */
        ClientRequestId: string;
    };
    requestBodies: never;
    headers: {
        /** @description The provider's id of the request; error messages end with it too. */
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
                 * @description An id of the caller's choice, for finding the request again. It does not make repeating safe.
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
            /**
             * @description The images. JSON, or a stream of server-sent events when the request said `stream: true`. A request that
             *     fails validation is answered with a plain JSON error even when a stream was asked for. The content type of
             *     a stream is not documented: judge by the first bytes when it is missing.
             */
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
            /**
             * @description The request is not acceptable, or its content was refused. No image was made.
             *
             *     | `code` | meaning |
             *     | --- | --- |
             *     | `MissingParameter`, `MissingParameter.{Parameter}` | a required field is missing |
             *     | `InvalidParameter`, `InvalidParameter.{Parameter}` | a value is not valid, also when a reference URL cannot be downloaded |
             *     | `InvalidParameter.UnsupportedParameter` | the model does not take this field |
             *     | `InvalidImageURL.EmptyURL`, `InvalidImageURL.InvalidFormat` | a reference is empty, or cannot be read as an image |
             *     | `SensitiveContentDetected`, `SensitiveContentDetected.SevereViolation`, `SensitiveContentDetected.Violence` | content refused |
             *     | `InputTextSensitiveContentDetected`, `InputTextSensitiveContentDetected.PolicyViolation` | the prompt was refused (policy: copyright) |
             *     | `InputImageSensitiveContentDetected`, `InputImageSensitiveContentDetected.PolicyViolation`, `InputImageSensitiveContentDetected.PrivacyInformation` | a reference was refused (policy: copyright; privacy: real persons) |
             *     | `OutputImageSensitiveContentDetected`, `OutputImageSensitiveContentDetected.DeepFake` | the result was withheld |
             *     | `InputTextRiskDetection`, `InputImageRiskDetection`, `OutputImageRiskDetection` | stopped by risk control |
             *     | `ContentSecurityDetectionError` | the content check itself failed |
             *     | `InvalidEndpoint.ClosedEndpoint` | the inference endpoint is closed or unavailable for now |
             *     | `InvalidSubscription` | the plan of this key does not cover the call (`type` is `Forbidden`) |
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /**
             * @description The caller is not known.
             *
             *     | `code` | meaning |
             *     | --- | --- |
             *     | `AuthenticationError` | the key is missing or invalid; also a plan key used on this base address |
             *     | `InvalidAccountStatus` | the account is not in good standing (`type` is `Forbidden`) |
             */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    /** @description The gateway's own name for the refusal. */
                    "x-error-code"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /**
             * @description The caller is known, but may not do this.
             *
             *     | `code` | meaning |
             *     | --- | --- |
             *     | `AccessDenied` | no permission for this resource |
             *     | `AccountOverdueError` | the account has unpaid bills |
             *     | `OperationDenied.ServiceNotOpen` | the service is not activated |
             *     | `OperationDenied.ServiceOverdue` | the service is suspended for unpaid bills |
             *     | `OperationDenied.PermissionDenied` | the operation is not permitted |
             */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /**
             * @description The model or inference endpoint does not exist here, or is not open to this account. The body is empty when
             *     the path itself is unknown.
             *
             *     | `code` | meaning |
             *     | --- | --- |
             *     | `InvalidEndpointOrModel.NotFound` | no such model or endpoint, or no access to it |
             *     | `InvalidEndpointOrModel.ModelIDAccessDisabled` | this account must use an endpoint id in place of a model id |
             *     | `ModelNotOpen` | the model has not been activated in the console |
             *     | `UnsupportedModel` | the model is not served under this base address or plan |
             *     | `NotFound.{Resource}` | another resource was not found |
             */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /**
             * @description Too many requests, or a quota is used up. No image was made. Images per minute are counted by account and
             *     model version (500 by default); a layer decomposition takes 17 in advance and returns what it did not use.
             *
             *     | `code` | meaning |
             *     | --- | --- |
             *     | `ModelAccountIpmRateLimitExceeded` | images per minute of this model |
             *     | `ModelAccountRpmRateLimitExceeded`, `ModelAccountTpmRateLimitExceeded` | requests or tokens per minute of this model |
             *     | `RateLimitExceeded.EndpointRPMExceeded`, `RateLimitExceeded.EndpointTPMExceeded` | requests or tokens per minute of this endpoint |
             *     | `APIAccountRpmRateLimitExceeded`, `AccountRateLimitExceeded` | requests of this account |
             *     | `RequestBurstTooFast` | the number of requests rose too quickly |
             *     | `ServerOverloaded` | the provider is short of capacity |
             *     | `InflightBatchsizeExceeded` | too many requests at once |
             *     | `QuotaExceeded` | a quota is used up; waiting does not help when it is the free trial |
             *     | `SetLimitExceeded` | the account's own spending limit is reached; waiting does not help |
             */
            429: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    /** @description How long to wait, in seconds or as an HTTP date. Not confirmed for images. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /**
             * @description The provider failed. Whether images were made and billed is not known.
             *
             *     | `code` | meaning |
             *     | --- | --- |
             *     | `InternalServiceError` | an internal error |
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /**
             * @description Any other failure. A gateway in between may answer with HTML or with nothing, so the body may not be of
             *     this form. The provider's table for another product lists 499 `RequestCanceled` for a caller who hung up;
             *     whether images answer so is inferred.
             */
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
