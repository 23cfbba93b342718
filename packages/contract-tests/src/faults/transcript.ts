import fc from "fast-check";
import { blocked, completed, image } from "./subject.ts";

/** A stream as it goes over the wire, and what a caller must be told of it. */
export interface Transcript {
  readonly bytes: Uint8Array;
  readonly told: readonly object[];
}

/** A piece of a stream: its lines, and what is told of it. */
interface Piece {
  readonly lines: readonly string[];
  readonly told?: object;
  /** Nothing after it is told. */
  readonly last?: true;
}

const origin = fc.constantFrom(
  "https://results.example",
  "https://resultate.example/Möwe",
  "https://图.example/🦊👨‍👩‍👧",
);
const layout = fc.constantFrom<(value: object) => readonly string[]>(
  (value) => [`data: ${JSON.stringify(value)}`],
  (value) => [`data:${JSON.stringify(value)}`],
  // A value over several lines, each a line of data.
  (value) =>
    JSON.stringify(value, undefined, 2)
      .split("\n")
      .map((line) => `data: ${line}`),
  (value) => [": a comment", "id: 7", `data: ${JSON.stringify(value)}`, "retry: 10"],
);
const index = fc.nat({ max: 14 });

const made = fc.record({ index, origin, layout }).map(({ index, origin, layout }): Piece => {
  const event = image(index, origin);
  return { lines: layout(event), told: { image: index, url: event.url } };
});

const failed = fc.record({ index, layout }).map(({ index, layout }): Piece => {
  const event = blocked(index);
  return { lines: layout(event), told: { failed: index, code: event.error.code } };
});

const strange = fc
  .record({ data: fc.record({ 字: fc.string({ unit: "grapheme", maxLength: 9 }) }), layout })
  .map(
    ({ data, layout }): Piece => ({ lines: ["event: new.kind", ...layout(data)], told: { unknown: "new.kind", data } }),
  );

const silent = fc.constantFrom<Piece>(
  { lines: [": keep-alive"] },
  { lines: ["event: ping"] },
  { lines: ["junk"] },
  { lines: [""] },
  { lines: ["id: 8", "retry: 3000"] },
);

const end = fc.constantFrom<readonly Piece[]>(
  [{ lines: [`data: ${JSON.stringify(completed(2))}`] }, { lines: ["data: [DONE]"], last: true }],
  [{ lines: [`data: ${JSON.stringify(completed(2))}`] }],
  [
    { lines: [`data: ${JSON.stringify(completed(2))}`] },
    { lines: ["data: [DONE]"], last: true },
    { lines: [`data: ${JSON.stringify(image(0))}`] },
  ],
  [{ lines: ["event: error", 'data: {"error":{"code":"InternalServiceError","message":"no"}}'], last: true }],
  [{ lines: ['data: {"error":{"code":"InternalServiceError","message":"no"}}'], last: true }],
  [{ lines: ["data: [DONE]"], last: true }],
  [],
);

/** Streams of any content, line end, encoding and end. */
export const transcripts: fc.Arbitrary<Transcript> = fc
  .record({
    pieces: fc.array(fc.oneof({ weight: 4, arbitrary: made }, failed, strange, silent), { minLength: 1, maxLength: 8 }),
    end,
    lineEnd: fc.constantFrom("\n", "\r", "\r\n"),
    mark: fc.constantFrom("", "\uFEFF"),
    closed: fc.boolean(),
  })
  .map(({ pieces, end, lineEnd, mark, closed }) => {
    const text = [...pieces, ...end].map(({ lines }) => [...lines, "", ""].join(lineEnd)).join("");
    const whole = closed ? text : text.slice(0, text.length - 2 * lineEnd.length);
    return { bytes: new TextEncoder().encode(mark + whole), told: toldOf(pieces, end) };
  });

function toldOf(pieces: readonly Piece[], end: readonly Piece[]): object[] {
  const told = allocate(pieces.flatMap(({ told }) => (told ? [told] : [])));
  const complete = end.some(({ lines }) => lines[0]?.includes("image_generation.completed"));
  const outcomes = told.filter((event) => !("unknown" in event));
  if (complete && outcomes.length > 0) return [...told, { completed: 2 }];
  const arrived = told.some((event) => "image" in event);
  return [...told, { error: arrived ? "StreamInterruptedError" : "OutcomeUnknownError" }];
}

/** Every image has a place of its own: the index as given where it is free, else the lowest that is. */
function allocate(told: readonly object[]): object[] {
  const taken = new Set<number>();
  const place = (index: number) => {
    let free = index;
    if (taken.has(index)) for (free = 0; taken.has(free); free++);
    taken.add(free);
    return free;
  };
  return told.map((event) => {
    if ("image" in event && typeof event.image === "number") return { ...event, image: place(event.image) };
    if ("failed" in event && typeof event.failed === "number") return { ...event, failed: place(event.failed) };
    return event;
  });
}
