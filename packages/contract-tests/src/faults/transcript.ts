import fc from "fast-check";
import { blocked, completed, image } from "./bodies.ts";

/** The bytes of a stream, and the events that a caller must get. */
export interface Transcript {
  readonly bytes: Uint8Array;
  readonly expected: readonly object[];
}

/** An event on the wire: its lines, and the event that a caller must get. */
interface WireEvent {
  readonly lines: readonly string[];
  /** Absent: the client ignores it. */
  readonly expected?: object;
}

const origin = fc.constantFrom(
  "https://results.example",
  "https://resultate.example/Möwe",
  "https://图.example/🦊👨‍👩‍👧",
);
const layout = fc.constantFrom<(value: object) => readonly string[]>(
  (value) => [`data: ${JSON.stringify(value)}`],
  (value) => [`data:${JSON.stringify(value)}`],
  // One value over several data lines.
  (value) =>
    JSON.stringify(value, undefined, 2)
      .split("\n")
      .map((line) => `data: ${line}`),
  (value) => [": a comment", "id: 7", `data: ${JSON.stringify(value)}`, "retry: 10"],
);
const index = fc.nat({ max: 14 });

const made = fc.record({ index, origin, layout }).map(({ index, origin, layout }): WireEvent => {
  const event = image(index, origin);
  return { lines: layout(event), expected: { image: index, url: event.url } };
});

const failed = fc.record({ index, layout }).map(({ index, layout }): WireEvent => {
  const event = blocked(index);
  return { lines: layout(event), expected: { failed: index, code: event.error.code } };
});

const unknown = fc.record({ data: fc.record({ 字: fc.string({ unit: "grapheme", maxLength: 9 }) }), layout }).map(
  ({ data, layout }): WireEvent => ({
    lines: ["event: new.kind", ...layout(data)],
    expected: { unknown: "new.kind", data },
  }),
);

const ignored = fc.constantFrom<WireEvent>(
  { lines: [": keep-alive"] },
  { lines: ["event: ping"] },
  { lines: ["junk"] },
  { lines: [""] },
  { lines: ["id: 8", "retry: 3000"] },
);

/** Images that the provider counts at the end. */
const counted = 2;

const end = fc.constantFrom<readonly WireEvent[]>(
  [{ lines: [`data: ${JSON.stringify(completed(counted))}`] }, { lines: ["data: [DONE]"] }],
  [{ lines: [`data: ${JSON.stringify(completed(counted))}`] }],
  [
    { lines: [`data: ${JSON.stringify(completed(counted))}`] },
    { lines: ["data: [DONE]"] },
    { lines: [`data: ${JSON.stringify(image(0))}`] },
  ],
  [{ lines: ["event: error", 'data: {"error":{"code":"InternalServiceError","message":"no"}}'] }],
  [{ lines: ['data: {"error":{"code":"InternalServiceError","message":"no"}}'] }],
  [{ lines: ["data: [DONE]"] }],
  [],
);

/** Streams with any events, line ends, byte order mark and end. */
export const transcripts: fc.Arbitrary<Transcript> = fc
  .record({
    middle: fc.array(fc.oneof({ weight: 4, arbitrary: made }, failed, unknown, ignored), {
      minLength: 1,
      maxLength: 8,
    }),
    end,
    lineEnd: fc.constantFrom("\n", "\r", "\r\n"),
    byteOrderMark: fc.constantFrom("", "\uFEFF"),
    closed: fc.boolean(),
  })
  .map(({ middle, end, lineEnd, byteOrderMark, closed }) => {
    const text = [...middle, ...end].map(({ lines }) => [...lines, "", ""].join(lineEnd)).join("");
    const whole = closed ? text : text.slice(0, text.length - 2 * lineEnd.length);
    return { bytes: new TextEncoder().encode(byteOrderMark + whole), expected: expectedOf(middle, end) };
  });

function expectedOf(middle: readonly WireEvent[], end: readonly WireEvent[]): object[] {
  const expected = allocate(middle.flatMap((event) => event.expected ?? []));
  const complete = end.some(({ lines }) => lines[0]?.includes("image_generation.completed"));
  const failures = expected.filter((event) => "failed" in event);
  const arrived = expected.some((event) => "image" in event);
  if (complete && arrived) return [...expected, { completed: counted }];
  // Every image failed. If the provider counts more images, it may have made the other ones.
  if (complete && failures.length >= counted) return [...expected, { error: "ContentPolicyError" }];
  return [...expected, { error: arrived ? "StreamInterruptedError" : "OutcomeUnknownError" }];
}

/** Gives every image an index of its own: the index of its event if it is free, else the lowest free index. */
function allocate(expected: readonly object[]): object[] {
  const taken = new Set<number>();
  const place = (index: number) => {
    let free = index;
    if (taken.has(index)) for (free = 0; taken.has(free); free++);
    taken.add(free);
    return free;
  };
  return expected.map((event) => {
    if ("image" in event && typeof event.image === "number") return { ...event, image: place(event.image) };
    if ("failed" in event && typeof event.failed === "number") return { ...event, failed: place(event.failed) };
    return event;
  });
}
