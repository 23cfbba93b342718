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
        /**
         * Submit a request for images
         * @description Accepts a request and answers at once with the id of a task; ask for the task with `getTask`.
         *
         *     - **Several images.** `n` above 1 means a group. `sequential_image_generation: auto` with `max_images` is
         *       another way to say it. Of 4.5 the page says that groups need at least one reference image, and that references
         *       and `n` are at most 15 together. What several images from text alone come to, an error or one image, it does
         *       not say.
         *     - **Billing.** `n` images are charged in advance. A request sent twice makes and charges two tasks, unless both
         *       carry the same `Idempotency-Key`.
         *     - **Two forms of the answer.** Without `X-APIMart-Response-Version` `data` is a list, with it an object.
         *     - **No cancelling.** No operation ends a task, and none asks for several.
         */
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
        /**
         * Ask what became of a task
         * @description Tells how far a task is, and its result once it is completed. A task that failed is answered with status 200 as
         *     well: read `data.status`. The provider's own client asks every 2 seconds, and gives up after 120 times or 10
         *     minutes.
         */
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
        /**
         * Upload a reference image
         * @description Takes one file and answers with an address to use in `image_urls`. The address is valid for 72 hours. Nothing
         *     identifies a repeated upload: one that got no answer may have made a file.
         */
        post: operations["uploadImage"];
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
             * @description Model id. The one of 4.5 is `doubao-seedance-4-5`, and that of 4.0 `doubao-seedance-4-0`: they name the
             *     video family, and they are right. Never correct them. Aliases say Seedream. New models appear often: any
             *     string is let through.
             * @default doubao-seedance-4-5
             */
            model: "doubao-seedance-4-5" | "Doubao-Seedream-4.5" | "doubao-seedream-4.5" | "doubao-seedream-4-5" | "doubao-seedance-4-0" | "doubao-seedream-5-0-lite" | "doubao-seedream-5.0-lite" | "Doubao-Seedream-5.0-lite" | "seedream-5-0-pro" | "seedream-5-0-flash" | (string & {});
            /** @description What the image shows. */
            prompt: string;
            /**
             * @description Proportion of the images, width first. `auto` takes that of the reference and needs one. 4.5 and 4.0 have
             *     all up to `9:21`; 5.0 lite has no `9:21`; `2:1` and `1:2` are known of 5.0 pro and flash. The pixels follow
             *     from `resolution`, by the tables in `x-seedream-models`; the server decides.
             * @default 1:1
             * @example 16:9
             * @example auto
             */
            size?: "1:1" | "4:3" | "3:4" | "16:9" | "9:16" | "3:2" | "2:3" | "21:9" | "9:21" | "2:1" | "1:2" | "auto" | (string & {});
            /**
             * @description Resolution of the images. 2K and 4K on 4.5, which has no 1K; 1K, 2K and 4K on 4.0; 2K and 3K on 5.0 lite;
             *     1K, 1.5K and 2K on 5.0 pro and flash.
             * @default 2K
             * @example 2K
             */
            resolution?: "1K" | "1.5K" | "2K" | "3K" | "4K" | (string & {});
            /**
             * @description Number of images; a number, not a string. Above 1 `sequential_image_generation` becomes `auto`. Together
             *     with the references at most 15 on 4.5; 5.0 lite has 1 to 4.
             * @default 1
             */
            n?: number;
            /**
             * @description Reference images. Each is a URL that the provider can reach, or a whole data URI
             *     (`data:image/jpeg;base64,…`). The uploads page says that data URIs are no longer taken: upload the file and
             *     use its address. The page's limits: JPEG or PNG, at most 10 MB, both sides longer than 14 pixels, at most
             *     6000x6000 pixels, width ÷ height from 1/3 to 3. The upload takes WebP and GIF too, and 20 MB. The references
             *     and `n` are at most 15 together.
             * @example [
             *       "https://example.com/references/panda.png"
             *     ]
             */
            image_urls?: string[];
            /** @description How the provider improves the prompt before drawing. */
            optimize_prompt_options?: {
                /**
                 * @description `standard`: better and slower. `fast`: quicker and plainer. The upstream service refuses `fast` on 4.5.
                 * @default standard
                 * @enum {string}
                 */
                mode?: "standard" | "fast";
            };
            /**
             * @description `auto`: a group, which needs at least one reference image. `disabled`: one image, however many references
             *     there are. `n` above 1 sets it to `auto`.
             * @default disabled
             * @enum {string}
             */
            sequential_image_generation?: "auto" | "disabled";
            /** @description Settings of a group. With `sequential_image_generation` `auto`. */
            sequential_image_generation_options?: {
                /** @description Number of images to make. */
                max_images?: number;
            };
            /**
             * @description File format. 5.0 lite only; other models ignore it.
             * @default jpeg
             * @enum {string}
             */
            output_format?: "jpeg" | "png";
            /**
             * @description `true`: a mark that says the image was made by AI.
             * @default false
             */
            watermark?: boolean;
            /**
             * @description Base address to tell when the task has come to its end; the server adds `/callback`, repeats after 10, 30
             *     and 60 seconds, and may tell it twice. In no page of the index.
             */
            webhook?: string;
        };
        /**
         * @description The answer of a request that was accepted, in one of two forms. The older one has a list in `data`. The one that
         *     `X-APIMart-Response-Version` brings has an object.
         */
        SubmitResponse: components["schemas"]["SubmittedTasks"] | components["schemas"]["SubmittedGeneration"];
        /** @description The answer without the version header. */
        SubmittedTasks: {
            /** @description The HTTP status once more. */
            code: number;
            /** @description One task, in a list. */
            data: components["schemas"]["SubmittedTask"][];
        };
        /** @description A task that was accepted. */
        SubmittedTask: {
            /** @description State of the task; `submitted`. */
            status?: "submitted" | (string & {});
            /** @description Id to ask for. It is opaque. */
            task_id: string;
        };
        /** @description The answer with the version header. */
        SubmittedGeneration: {
            /** @description The HTTP status once more, 200 or 202. */
            code?: number;
            /** @description The provider's id of the request. */
            request_id?: string;
            data: components["schemas"]["Generation"];
        };
        /**
         * @description A task that was accepted, or a result where the model answers at once. A task has an id. Without `object` it is
         *     a task.
         */
        Generation: {
            /** @description Which of the two it is. */
            object?: "generation.task" | "generation.result" | (string & {});
            /** @description Id of the task to ask for. It is opaque. */
            id?: string;
            status?: components["schemas"]["TaskStatus"];
            /** @description The images of a result. That a result has this form is inferred. */
            result?: components["schemas"]["TaskResult"];
        };
        /** @description The answer to a question about a task. */
        TaskResponse: {
            /** @description The HTTP status once more. */
            code?: number;
            data: components["schemas"]["Task"];
        };
        /** @description A task. */
        Task: {
            /** @description Id of the task. */
            id?: string;
            status: components["schemas"]["TaskStatus"];
            /** @description How far it is, in per cent. */
            progress?: number;
            /** @description The images. Only of a completed task. */
            result?: components["schemas"]["TaskResult"];
            /** @description Why there are none. Only of a failed task. */
            error?: components["schemas"]["TaskError"];
            /** @description When the task was made, in Unix seconds. */
            created?: number;
            /** @description When it was completed, in Unix seconds. Only of a completed task. */
            completed?: number;
            /** @description How long it may take, in seconds. */
            estimated_time?: number;
            /** @description How long it took, in seconds. Only of a completed task. */
            actual_time?: number;
            /** @description What was charged, in USD. */
            cost?: number;
            /** @description What was charged, in the provider's credits. */
            credits_cost?: number;
        };
        /**
         * @description State of a task. `completed`, `failed` and `cancelled` are its ends. Any other state, a state not listed here
         *     included, means that it goes on.
         */
        TaskStatus: "submitted" | "pending" | "queued" | "processing" | "in_progress" | "completed" | "failed" | "cancelled" | (string & {});
        /** @description What a task made. */
        TaskResult: {
            /** @description The images, in order. An entry may hold several. */
            images?: components["schemas"]["TaskImage"][];
        };
        /** @description One or several images that were made. Their sizes are not told. */
        TaskImage: {
            /** @description Address of the file, or a list of addresses, readable without a key. Use them unchanged. */
            url: string | string[];
            /**
             * @description Until when the address is valid, in Unix seconds: 24 hours after completion in the page's example. The 4.5
             *     page says 24 hours, the 5.0 lite page and the provider's own client 72.
             */
            expires_at?: number;
        };
        /** @description Why a task failed. */
        TaskError: {
            /** @description Number or name of the error. */
            code?: string | number;
            /** @description For people. */
            message: string;
            /** @description Family of the error. An open set. */
            type?: string;
        };
        /** @description A form with one file. */
        UploadRequest: {
            /** @description JPEG, PNG, WebP or GIF of at most 20 MB. The format is read from its bytes. */
            file: string;
        };
        /** @description A file that was stored. */
        UploadResponse: {
            /**
             * Format: uri
             * @description Address to use in `image_urls`, valid for 72 hours.
             */
            url: string;
            /** @description Name of the file. */
            filename?: string;
            /** @description Type that was found in its bytes. */
            content_type?: string;
            /** @description Size of the file. */
            bytes?: number;
            /** @description When it was stored, in Unix seconds. */
            created_at?: number;
        };
        /** @description Body of every error response. */
        ErrorEnvelope: {
            error: components["schemas"]["ErrorBody"];
        };
        /** @description An error. */
        ErrorBody: {
            /**
             * @description The HTTP status once more in the page's examples; a name with `Idempotency-Key`; missing in a measured
             *     answer.
             */
            code?: string | number;
            /** @description For people; its language follows the account or the request. */
            message: string;
            /**
             * @description Family of the error. By example: `invalid_request_error`, `authentication_error`, `payment_required`,
             *     `permission_error`, `rate_limit_error`, `server_error`, `bad_gateway`. An open set.
             */
            type?: string;
            /** @description The field at fault. */
            param?: string;
        };
    };
    responses: {
        /**
         * @description Any other failure. A gateway in between may answer with HTML or with nothing, so the body may not be of this
         *     form. The provider's own client repeats a question about a task after 408, 429, 502, 503 and 504.
         */
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
         * @description A name for this request, 1 to 191 visible ASCII characters. The same request with the same key is not made and
         *     charged again. The provider's own client sends it only together with `X-APIMart-Response-Version`; the pages do
         *     not mention it.
         * @example 0198c1f2-7d0e-7a3b-9c55-3f1e2d4c5b6a
         */
        IdempotencyKey: string;
        /**
         * @description The form of the answer. `2026-07-27` is the only value known: `data` becomes an object. Without the header it is
         *     a list. The pages do not mention it.
         * @example 2026-07-27
         */
        ResponseVersion: "2026-07-27" | (string & {});
    };
    requestBodies: never;
    headers: {
        /** @description `true` when this answer repeats that of an earlier request with the same key. */
        IdempotencyReplayed: string;
        /** @description The form that this answer has. */
        ResponseVersion: string;
        /** @description How long to wait, in seconds or as an HTTP date. The provider's own client heeds it. */
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
                 * @description A name for this request, 1 to 191 visible ASCII characters. The same request with the same key is not made and
                 *     charged again. The provider's own client sends it only together with `X-APIMart-Response-Version`; the pages do
                 *     not mention it.
                 * @example 0198c1f2-7d0e-7a3b-9c55-3f1e2d4c5b6a
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The form of the answer. `2026-07-27` is the only value known: `data` becomes an object. Without the header it is
                 *     a list. The pages do not mention it.
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
            /** @description The request was accepted. */
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
            /** @description The request was accepted, in the form that the version header brings. */
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
            /** @description The request is not acceptable. No task was made. */
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
            /** @description The balance is too low. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description The caller is known, but may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /**
             * @description The `Idempotency-Key` stands in the way.
             *
             *     | `code` | meaning |
             *     | --- | --- |
             *     | `idempotency_in_progress` | the first request with this key is not answered; repeat after `Retry-After` |
             *     | `idempotency_key_reused` | the key belongs to a request with another body |
             *     | `idempotency_result_indeterminate` | the provider does not know what became of the first request |
             */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description The provider failed. Whether a task was made and charged is not known. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description The gateway failed. Whether a task was made and charged is not known. */
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
                 * @description Language of the messages.
                 * @example en
                 */
                language?: "zh" | "en" | "ko" | "ja";
            };
            header?: never;
            path: {
                /**
                 * @description The id of the task, unchanged.
                 * @example task_01KA040M0HP1GJWBJYZMKX1XS1
                 */
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task, whatever its state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskResponse"];
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
            /** @description The file was stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadResponse"];
                };
            };
            /** @description The file is missing, or is no JPEG, PNG, WebP or GIF. */
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
            /** @description The file has more than 20 MB. */
            413: {
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
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description The file could not be stored. */
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
}
