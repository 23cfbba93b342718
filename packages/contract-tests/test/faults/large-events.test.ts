import { describe, expect, it } from "vitest";
import { callClient } from "../../src/call-client.ts";
import { completed, events, image, whole } from "../../src/faults/bodies.ts";
import { countStringCost } from "../../src/faults/string-cost.ts";
import { arkStream, arkWhole } from "../../src/faults/subjects.ts";
import { virtualClock } from "../../src/virtual-clock.ts";

/** Returns a response in chunks of `size` bytes. */
function inChunks(text: string, size: number): Response {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new Response(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(at, at + size));
        at += size;
      },
    }),
  );
}

/** Inline image data of this length, which starts like a JPEG. */
const base64 = (length: number) => `/9j/${"A".repeat(length - 4)}`;

const forms = [
  {
    name: "as an event of a stream",
    subject: arkStream,
    textOf: (length: number) => {
      const { url: _, ...event } = image(0);
      return events({ ...event, b64_json: base64(length) }, completed(1), "[DONE]").text;
    },
  },
  {
    name: "in a response without streaming",
    subject: arkWhole,
    textOf: (length: number) => whole({ b64_json: base64(length) }).text,
  },
];

describe.each(forms)("reads an inline image in linear time, $name", ({ subject, textOf }) => {
  /** Returns how often string methods processed each character of the response. */
  async function costOf(length: number, size: number): Promise<number> {
    const text = textOf(length);
    const client = subject.create({ clock: virtualClock(), fetch: async () => inChunks(text, size) });
    const cost = countStringCost();
    const { result, error } = await callClient(client, "generate", subject.request).finally(() => cost.stop());
    expect(error).toBeUndefined();
    const [outcome] = result?.images ?? [];
    if (!outcome?.ok) throw new Error("The image is missing");
    expect(await outcome.image.bytes()).toHaveLength((length / 4) * 3);
    return cost.characters / text.length;
  }

  // A parser that searches the whole text again for each 64 bytes processes a character of 1 MiB 8192 times on average.
  it.each([64, 1024, 16_384, 65_536])(
    "in chunks of %i bytes: a character of 1 MiB costs the same as one of 64 KiB",
    async (size) => {
      const small = await costOf(2 ** 16, size);
      const large = await costOf(2 ** 20, size);
      expect(large).toBeLessThan(small * 1.1);
      expect(large).toBeLessThan(20);
    },
  );
});
