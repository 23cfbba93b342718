import fc from "fast-check";

/** The link of an image, under any field name. */
export const link = "https://results.example/0.jpeg";

/** A response to a submission or a poll. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: object;
  /** Whether the body is sent as the one event of a stream. */
  readonly isStream: boolean;
}

/** Fields of responses: known ones, and fields that another gateway could have. */
const names = [
  ..."data result results output outputs images image url b64_json artifacts picture file content choices".split(" "),
  ..."error errors detail code err_code type message msg reason status fail_reason ResponseMetadata".split(" "),
  ..."id task_id model created usage generated_images size image_index expires_at progress".split(" "),
];

/** Error codes of every class, task states, event types, and words without a meaning. */
const words = [
  ..."rate_limit_exceeded quota_exceeded insufficient_quota model_not_found InvalidParameter access_denied".split(" "),
  ..."OutputImageSensitiveContentDetected InternalServiceError ServerOverloaded timeout server_error".split(" "),
  ..."submitted processing completed failed cancelled success error".split(" "),
  ..."image_generation.partial_succeeded image_generation.partial_failed image_generation.completed".split(" "),
];

const leaf = fc.oneof(
  { weight: 3, arbitrary: fc.constant(link) },
  { weight: 5, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.constantFrom(null, true, 0, 1, 200, 429, 500, 1_760_000_000, "2048x2048", "") },
);

const { object } = fc.letrec<{ value: unknown; object: object }>((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: "medium" }, leaf, fc.array(tie("value"), { minLength: 1, maxLength: 3 }), {
    weight: 3,
    arbitrary: tie("object"),
  }),
  object: fc.dictionary(fc.constantFrom(...names), tie("value"), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
}));

export const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  status: fc.oneof(
    { weight: 3, arbitrary: fc.constant(200) },
    fc.constantFrom(201, 400, 401, 402, 403, 404, 408, 409, 422, 429, 499, 500, 502, 503, 529),
  ),
  retryAfter: fc.constantFrom(undefined, "0", "5"),
  body: object,
  isStream: fc.boolean(),
});

export function toResponse({ status, retryAfter, body, isStream }: Answer): Response {
  const json = JSON.stringify(body);
  return new Response(isStream ? `data: ${json}\n\ndata: [DONE]\n\n` : json, {
    status,
    headers: {
      "content-type": isStream ? "text/event-stream" : "application/json",
      ...(retryAfter !== undefined && { "retry-after": retryAfter }),
    },
  });
}

/** Whether a response has the link of an image. Ignores links in explanations, which lead to pages about the error. */
export function hasLink({ body }: Answer): boolean {
  const explains = (name: string, value: unknown) =>
    /^(errors?|detail|ResponseMetadata)$/.test(name) || (typeof value === "string" && /message|msg|reason/.test(name));
  return JSON.stringify(body, (name, value) => (explains(name, value) ? undefined : value)).includes(link);
}
