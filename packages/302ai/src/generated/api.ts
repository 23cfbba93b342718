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
        /**
         * Generate images
         * @description Makes one image, or a group of related images, from a prompt and optional reference images.
         *
         *     - **One image or a group.** A group is asked for with `sequential_image_generation: auto`; the model then
         *       decides from the prompt how many images to make, up to `max_images`.
         *     - **References and outputs.** Together at most 15 in one request: text alone makes up to 15 images, one
         *       reference leaves 14. What happens beyond that is not documented.
         *     - **Failures.** Beside the images, an answer with status 200 may hold an `error`.
         *     - **Billing.** By image. Nothing identifies a repeated request, so a request sent twice may be billed twice.
         *     - **Waiting.** The call is synchronous. With `stream: true` each image is sent as soon as it exists.
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
             * @description Model id. The 4.5 page shows the id of 4.0 in its table, copied from the 4.0 page. Ids need the beginning
             *     `doubao-`. New models appear often: any string is let through.
             */
            model: "doubao-seedream-5-0-260128" | "doubao-seedream-4-5-251128" | "doubao-seedream-4-0-250828" | (string & {});
            /** @description What the image shows. */
            prompt: string;
            /**
             * @description Reference images, always in a list. The page speaks of one, and of 2 to 10; the upstream service takes 14.
             *     The examples are URLs. Data URIs (`data:image/png;base64,…`) are what the upstream service takes beside
             *     them; one application reports that they did not work here.
             * @example [
             *       "https://example.com/references/statue.png",
             *       "https://example.com/references/raincoat.png"
             *     ]
             */
            image?: string[];
            /**
             * @description Size of each image. A tier (`2K` or `4K`; `1K` on 4.0, `3K` on 5.0 lite), or pixels, `{width}x{height}`. The
             *     page prints the list of values as one word, `2K4K`, and describes pixels: for 4.5 their product lies between
             *     3,686,400 and 16,777,216. What is sent without the field is not documented. An image may come out in another
             *     size: the page's own sample has 3104x1312, which stands in no table.
             * @example 2K
             * @example 2048x2048
             */
            size?: "1K" | "2K" | "3K" | "4K" | (string & {});
            /**
             * @description The same seed and settings are to give the same image; without it one is drawn. The upstream service
             *     documents it for 3.0 only, so no effect is promised.
             */
            seed?: number;
            /**
             * @description `auto`: the model decides from the prompt whether to answer with a group, and of how many images.
             *     `disabled`: one image. No default is stated.
             * @enum {string}
             */
            sequential_image_generation?: "auto" | "disabled";
            /** @description Settings of a group. */
            sequential_image_generation_options?: {
                /**
                 * @description Most images to make. The model may make fewer. The page's table calls it required, its text optional.
                 * @default 15
                 */
                max_images?: number;
            };
            /**
             * @description `url`: an address, valid for 24 hours. `b64_json`: the file, base64 encoded, inside the JSON. No default is
             *     stated.
             * @enum {string}
             */
            response_format?: "url" | "b64_json";
            /** @description `true`: each image is sent as an event as soon as it exists, single images too. */
            stream?: boolean;
            /** @description `true`: a mark that says the image was made by AI, in the lower right corner. No default is stated. */
            watermark?: boolean;
        };
        /** @description The answer of a request that did not stream. */
        ImageResponse: {
            /** @description Id of the model that answered, name and version. */
            model: string;
            /** @description When the request was made, in Unix seconds. */
            created: number;
            /** @description One entry for each image that was made or attempted, in order. */
            data: components["schemas"]["ImageItem"][];
            usage: components["schemas"]["Usage"];
            /** @description What went wrong, if something did. */
            error?: components["schemas"]["ImageError"];
        };
        /** @description One image of a request - made, or failed. The two are told apart by `error`. */
        ImageItem: components["schemas"]["FailedImage"] | components["schemas"]["GeneratedImage"];
        /** @description An image that was made. It has either `url` or `b64_json`, as `response_format` asked. */
        GeneratedImage: {
            /**
             * Format: uri
             * @description Address of the file, valid for 24 hours: the upstream service's storage, or a copy under `file.302.ai`. Use
             *     it unchanged.
             */
            url?: string;
            /** @description The file, base64 encoded. */
            b64_json?: string;
            /**
             * @description Actual size, `{width}x{height}`. It may differ from every table. In the sample, not in the table.
             * @example 3104x1312
             */
            size?: string;
        };
        /** @description An image of a group that could not be made. */
        FailedImage: {
            error: components["schemas"]["ImageError"];
        };
        /** @description Why an image, or a whole answer, has no result. */
        ImageError: {
            /** @description Name of the error, such as `OutputImageSensitiveContentDetected`. An open set. */
            code: string;
            /** @description For people; its wording changes. */
            message: string;
        };
        /** @description What was used. */
        Usage: {
            /** @description Images made, the number that is billed. */
            generated_images: number;
            /** @description Width × height of all images made, divided by 256. In the sample, not in the table. */
            output_tokens?: number;
            /** @description The same as `output_tokens`. In the sample, not in the table. */
            total_tokens?: number;
        };
        /** @description Body of an error response. */
        ErrorEnvelope: {
            error: components["schemas"]["ErrorBody"];
        };
        /** @description An error of the gateway, or one that it passes on. */
        ErrorBody: components["schemas"]["GatewayError"] | components["schemas"]["UpstreamError"];
        /** @description An error of 302.AI's gateway. Nothing reached a model. */
        GatewayError: {
            /** @description Number of the error, such as -10008. Not listed in a page; it may come as a string. */
            err_code: number | string;
            /** @description For people. */
            message?: string;
            /** @description The same in Chinese. */
            message_cn?: string;
            /** @description The same in Japanese. */
            message_jp?: string;
            /** @description Family of the error. */
            type?: string;
        };
        /** @description An error of the upstream service, passed on. */
        UpstreamError: {
            /** @description Name of the error, such as `InvalidParameter`. An open set. */
            code?: string | number | null;
            /** @description For people. */
            message: string;
            /** @description The field at fault; often empty. */
            param?: string;
            /** @description Family of the error; may be empty. */
            type?: string;
        };
        /**
         * @description The decoded `data:` payload of one server-sent event. The page documents `stream` and no event: these are the
         *     upstream service's, which are passed on. After the last event comes `data: [DONE]`, which is not JSON and ends
         *     the stream. Events are told apart by `type`; only an error frame has none. Skip types you do not know. A stream
         *     that ends without `image_generation.completed` was cut off.
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
        /** @description An image could not be made. */
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
            /** @description Typed by the upstream service's SDKs, described in no page. */
            error?: components["schemas"]["ImageError"];
        };
        /** @description The whole request failed after the stream had begun. It has no `type`. */
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
            /** @description The images. JSON, or a stream of server-sent events when the request said `stream` is `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageResponse"];
                    "text/event-stream": components["schemas"]["StreamEvent"];
                };
            };
            /** @description The key is missing or invalid. No status but 200 is documented; this one is what gateways of this kind use. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /**
             * @description Every other failure: no status but 200 is documented. The gateway and the upstream service each have a form
             *     of their own. A gateway in between may answer with HTML or with nothing, so the body may be neither.
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
