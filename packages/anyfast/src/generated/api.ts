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
        /**
         * Generate images
         * @description Makes one image, or a group of related images, from a prompt and reference images. Text alone is enough on the
         *     provider's text-to-image pages.
         *
         *     - **One image or a group.** A group is asked for with `sequential_image_generation: auto`. For a single image
         *       the field is left out: no other value is documented. The text-to-image pages do not have the field.
         *     - **Waiting.** The call is synchronous and its answer holds the images. There is no task and no id, although the
         *       guides print one: that snippet was copied from another page.
         *     - **What gets lost.** The gateway appears to run new-api, which is known to drop fields that it does not know.
         *       A group may then come back as a single image: read `usage.generated_images`.
         *     - **Billing.** Nothing identifies a repeated request, so a request sent twice may be billed twice.
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
        /** @description What to make. */
        ImageRequest: {
            /**
             * @description Model id. Anyfast calls `doubao-seedream-5-0-260128` Seedream 5.0; it is 5.0 lite. The ids without a date
             *     are those of older pages. New models appear often: any string is let through.
             */
            model: "doubao-seedream-5-0-260128" | "doubao-seedream-4-5-251128" | "doubao-seedream-4-5" | "doubao-seedream-4-0-250828" | "doubao-seedream-4-0" | (string & {});
            /** @description What the image shows. */
            prompt: string;
            /**
             * @description Reference images, always in a list. Required on the image-to-image pages, absent from the text-to-image
             *     pages: therefore optional here. The pages speak of URLs; a data URI (`data:image/png;base64,…`) is what the
             *     upstream service takes beside them. Neither a number nor a limit of bytes is documented.
             * @example [
             *       "https://example.com/references/child.png",
             *       "https://example.com/references/bear.png"
             *     ]
             */
            image?: string[];
            /**
             * @description `auto`: a group; how many images it has is up to the model. Left out for a single image: `disabled` is not
             *     documented.
             * @enum {string}
             */
            sequential_image_generation?: "auto";
            /** @description Settings of a group. */
            sequential_image_generation_options?: {
                /** @description Most images to make. The model may make fewer. */
                max_images?: number;
            };
            /**
             * @description Size of each image. For 5.0 lite the page lists 16 sizes in pixels, the values below, and no tier; its guide
             *     uses `2K`. For 4.5 the guide has free text, such as `2K`. Tiers leave the proportion to the model. 4.0 has
             *     1K, 2K and 4K on an older page. The guide's `1024x1024` is too small for 4.5, which needs 3,686,400 pixels.
             *     What is sent without the field is not documented.
             * @example 2048x2048
             * @example 2K
             */
            size?: "2048x2048" | "1728x2304" | "2304x1728" | "2848x1600" | "1600x2848" | "2496x1664" | "1664x2496" | "3136x1344" | "3072x3072" | "2592x3456" | "3456x2592" | "4096x2304" | "2304x4096" | "2496x3744" | "3744x2496" | "4704x2016" | "1K" | "2K" | "3K" | "4K" | (string & {});
            /**
             * @description `true`: a mark that says the image was made by AI. Older pages say that `true` is the default.
             * @default false
             */
            watermark?: boolean;
            /** @description For getting the same image again. No effect is promised. */
            seed?: number;
            /**
             * @description A logo on the image. Its numbers are not explained. ByteDance's visual API has an object of the same name,
             *     in which `position` 0 to 3 is bottom right, bottom left, top left and top right, and `language` 0 is
             *     Chinese, 1 English. Whether they mean the same here was not verified, nor whether the models of this page
             *     heed it: Ark's own image operation has no such field.
             */
            logo_info?: {
                /** @description Whether to add a logo. */
                add_logo?: boolean;
                /** @description Where the logo stands. */
                position?: number;
                /** @description Language of the logo. */
                language?: number;
                /** @description How opaque the logo is, from 0 to 1. */
                opacity?: number;
            };
            /** @description Tools the model may use. Documented for 5.0 lite from text alone. */
            tools?: {
                /**
                 * @description Name of the tool.
                 * @enum {string}
                 */
                type: "web_search";
            }[];
        };
        /**
         * @description The answer. Nothing in it is marked as required. It has no id: there is nothing to ask for again. The form is
         *     documented for 5.0 lite; that 4.5 and 4.0 answer alike is inferred, it is the same gateway.
         */
        ImageResponse: {
            /** @description Id of the model that answered. */
            model?: string;
            /** @description When the request was made, in Unix seconds. */
            created?: number;
            /** @description One entry for each image that was made or attempted, in order. */
            data?: components["schemas"]["ImageItem"][];
            usage?: components["schemas"]["Usage"];
            /** @description Why no image was made. Not documented here; in the upstream service's answers. */
            error?: components["schemas"]["ImageError"];
        };
        /** @description One image of a request - made, or failed. The two are told apart by `error`. */
        ImageItem: components["schemas"]["FailedImage"] | components["schemas"]["GeneratedImage"];
        /** @description An image that was made. */
        GeneratedImage: {
            /**
             * Format: uri
             * @description Address of the file. An older page says that it is valid for 24 hours. Use it unchanged.
             */
            url?: string;
            /**
             * @description Actual size, `{width}x{height}`.
             * @example 2048x2048
             */
            size?: string;
        };
        /** @description An image of a group that could not be made. */
        FailedImage: {
            error: components["schemas"]["ImageError"];
        };
        /** @description Why an image, or a whole answer, has no result, in the upstream service's words. */
        ImageError: {
            /** @description Name of the error, such as `OutputImageSensitiveContentDetected`. An open set. */
            code: string;
            /** @description For people; its wording changes. */
            message: string;
        };
        /** @description What was used. All of it is optional. */
        Usage: {
            /** @description Images made. */
            generated_images?: number;
            /** @description Width × height of all images made, divided by 256. */
            output_tokens?: number;
            /** @description The same as `output_tokens`. */
            total_tokens?: number;
            /** @description In the answers of older pages, where it is 0. */
            prompt_tokens?: number;
            /** @description In the answers of older pages, where it is 0. */
            completion_tokens?: number;
        };
        /** @description Body of every error response. */
        ErrorEnvelope: {
            error: components["schemas"]["ErrorBody"];
        };
        /** @description An error, of the gateway or passed on from upstream. */
        ErrorBody: {
            /** @description For people. */
            message: string;
            /**
             * @description Family of the error, such as `authentication_error`. Those of the gateway's software: `new_api_error`,
             *     `openai_error`, `upstream_error`.
             */
            type?: string;
            /**
             * @description Name of the error, such as `invalid_api_key`. The gateway's software has `insufficient_user_quota`,
             *     `model_not_found` and `channel:no_available_key` among others, and passes on numbers and nulls. An open set.
             */
            code?: string | number | null;
            /** @description The field at fault; often empty. */
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
            /** @description The images. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageResponse"];
                };
            };
            /** @description The request is not acceptable, or its content was refused. No image was made. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description The key is missing or invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /**
             * @description Any other failure. A gateway in between may answer with HTML or with nothing, so the body may not be of this
             *     form.
             */
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
