import fc from "fast-check";
import { type Body, completedTask, whole } from "./bodies.ts";
import type { Handler } from "./handler.ts";
import { headOf, requestId } from "./handlers.ts";
import { arkStream } from "./subjects.ts";

/** The field names of real responses, so that random JSON resembles them. */
const names = [
  "data",
  "error",
  "code",
  "message",
  "type",
  "url",
  "b64_json",
  "size",
  "created",
  "usage",
  "generated_images",
  "image_index",
  "model",
  "id",
  "task_id",
  "status",
  "result",
  "images",
  "expires_at",
  "progress",
  "output_format",
  "__proto__",
  "toString",
];

const link = "https://results.example/0.jpeg";

/** Values of real responses, and some edge cases. */
const values = [
  "image_generation.partial_succeeded",
  "image_generation.partial_failed",
  "image_generation.completed",
  "completed",
  "failed",
  "2048x2048",
  link,
  "[DONE]",
  "/9j/4AAQ",
  "%%%",
  "",
];

const { value } = fc.letrec<{ value: unknown; list: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...values),
    fc.constantFrom(null, true, 0, -1, 1, 1e300, 1_795_132_800),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(tie("value"), { maxLength: 3 }),
  object: fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 5, noNullPrototype: true }),
}));

/** A good response with one value replaced. */
const almostGood = fc
  .record({ good: fc.constantFrom(whole({ url: link }, { error: {} }), completedTask("https://a.example/")), value })
  .chain(({ good, value: replacement }) => {
    const matches = [...good.text.matchAll(/"[\w.:/-]+"(?=[,}\]])|\d+|\[[^[\]{}]*\]/g)];
    return fc.constantFrom(...matches).map(({ index, 0: { length } }) => {
      return good.text.slice(0, index) + JSON.stringify(replacement) + good.text.slice(index + length);
    });
  });

/** A stream of random events. */
const stream = fc
  .array(value, { maxLength: 5 })
  .map((data) => data.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(""));

/** A good response, cut at a random place. */
const truncated = fc
  .record({ text: fc.constantFrom(arkStream.submission.text, whole({ url: link }).text), at: fc.nat() })
  .map(({ text, at }) => text.slice(0, at % text.length));

const body: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 200 }),
  { weight: 3, arbitrary: value.map((one) => JSON.stringify(one)) },
  { weight: 2, arbitrary: almostGood },
  { weight: 2, arbitrary: stream },
  truncated,
);

const headerValue = fc.string({
  unit: fc.constantFrom(...'abc 123,;="/\\-:*\u00e9\u00ff'.split("")),
  maxLength: 30,
});

const headers = fc.record(
  {
    "content-type": fc.oneof(
      fc.constantFrom("application/json", "text/event-stream", "text/html; charset=gb2312", "multipart/form-data", "/"),
      headerValue,
    ),
    "content-encoding": fc.constantFrom("gzip", "br", "deflate", "zstd", "identity", "x", "gzip, gzip"),
    "transfer-encoding": fc.constantFrom("chunked", "gzip, chunked", "identity"),
    "content-length": fc.oneof(
      fc.nat({ max: 300 }).map(String),
      fc.constantFrom("-1", "1e3", "", "99999999999999999999"),
    ),
    "retry-after": fc.oneof(
      fc.constantFrom("0", "-1", "1", "1e9", "Fri, 31 Dec 1999 23:59:59 GMT", "soon"),
      headerValue,
    ),
    location: fc.oneof(
      fc.constantFrom("/", "//", "http://", "javascript:0", "https://[", "http://\u00ff"),
      headerValue,
    ),
    "x-request-id": fc.oneof(fc.constant(requestId), headerValue),
    "set-cookie": headerValue,
    "www-authenticate": headerValue,
    trailer: headerValue,
    connection: fc.constantFrom("close", "keep-alive", "upgrade", ""),
  },
  { requiredKeys: [] },
);

const code = fc.oneof(
  { weight: 4, arbitrary: fc.constant(200) },
  { weight: 4, arbitrary: fc.integer({ min: 200, max: 599 }) },
  fc.integer({ min: 0, max: 999 }),
);

/** Any response: random bytes, most of them in the form of HTTP. */
export const anyResponse: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ code, headers, body }).map(toHTTP) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
);

function toHTTP(response: {
  code: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}): Uint8Array {
  const lines = Object.entries(response.headers).map(([name, text]) => `${name}: ${text}`);
  const status = `HTTP/1.1 ${String(response.code).padStart(3, "0")} Whatever`;
  const start = Buffer.from([status, ...lines, "", ""].join("\r\n"), "latin1");
  return Buffer.concat([start, Buffer.from(response.body)]);
}

/** Sends a refusal with a body of this many bytes. */
export function respondHuge({ type }: Pick<Body, "type">, bytes: number): Handler {
  const chunk = "x".repeat(2 ** 16);
  return [
    { step: "raw", data: headOf(bytes, type).replace("200 OK", "403 Forbidden") },
    { step: "raw", data: chunk, times: bytes / chunk.length },
    { step: "close" },
  ];
}
