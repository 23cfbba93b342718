import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Call, startCall } from "../src/call.ts";
import { parseJson, readAll, textOf } from "../src/response-body.ts";
import { pieces, settled } from "./fake-provider.ts";
import { virtualClock } from "./virtual-clock.ts";

const call = (): Call =>
  startCall({ clock: virtualClock(), clientRequestId: "", timeouts: { total: 1000, idle: 1000 } });

const wasCancelled = (response: Response) => Reflect.get(response, "wasCancelled")();

async function piecesOf(response: Response): Promise<string[]> {
  const all: string[] = [];
  for await (const piece of textOf(response, call())) all.push(piece);
  return all;
}

describe("the text of a response", () => {
  it("is the same wherever its bytes are split, and no piece of it is empty", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.nat({ max: 3 }), async (text, size) => {
        const bytes = new TextEncoder().encode(text.replace(/^\uFEFF+/, ""));
        const parts = Array.from({ length: Math.ceil(bytes.length / (size + 1)) }, (_, i) =>
          bytes.subarray(i * (size + 1), (i + 1) * (size + 1)),
        );
        const read = await piecesOf(pieces(parts));
        expect(read.join("")).toBe(new TextDecoder().decode(bytes));
        expect(read).not.toContain("");
      }),
    );
  });

  it("that ends inside a character shows that it did", async () => {
    expect(await piecesOf(pieces([new TextEncoder().encode("ä").subarray(0, 1)]))).toEqual(["\uFFFD"]);
  });

  it("without a body is empty", async () => {
    expect(await piecesOf(new Response(null))).toEqual([]);
    expect(await readAll(new Response(null), call())).toBe("");
  });

  it("comes whole, too", async () => {
    expect(await readAll(pieces(["one ", "two"]), call())).toBe("one two");
  });

  it("cancels the response when it is left early, or falls silent", async () => {
    const left = pieces(["a", "b"], "stall");
    for await (const piece of textOf(left, call())) {
      expect(piece).toBe("a");
      break;
    }
    expect(wasCancelled(left)).toBe(true);

    const clock = virtualClock();
    const silent = pieces(["a"], "stall");
    const limited = startCall({ clock, clientRequestId: "", timeouts: { total: 1000, idle: 10 } });
    const result = settled(readAll(silent, limited));
    await clock.advance(10);
    expect(await result).toMatchObject({ by: "idle" });
    expect(wasCancelled(silent)).toBe(true);
  });

  it("fails as the response does", async () => {
    expect(await settled(readAll(pieces(["a"], "fail"), call()))).toMatchObject({ message: "terminated" });
  });

  it("is read as JSON where it is some, and is undefined where it is none", () => {
    expect(parseJson('{"a":1}')).toEqual({ a: 1 });
    expect(parseJson("{")).toBeUndefined();
  });
});
