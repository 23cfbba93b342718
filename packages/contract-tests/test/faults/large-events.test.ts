import { describe, expect, it } from "vitest";
import { callClient } from "../../src/call-client.ts";
import { events } from "../../src/faults/answer.ts";
import { countStringWork } from "../../src/faults/string-work.ts";
import { arkStream, arkWhole, completed, image, whole } from "../../src/faults/subject.ts";
import { virtualClock } from "../../src/virtual-clock.ts";

/** A response in pieces of so many bytes. */
function inPieces(text: string, size: number): Response {
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

/** An image as it comes inline: a JPEG by its beginning. */
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
    name: "as a whole answer",
    subject: arkWhole,
    textOf: (length: number) => whole({ b64_json: base64(length) }).text,
  },
];

describe.each(forms)("an image that comes inline is read in time linear in its size, $name", ({ subject, textOf }) => {
  /** How often each character of the answer was gone through. */
  async function effort(length: number, size: number): Promise<number> {
    const text = textOf(length);
    const client = subject.create({ clock: virtualClock(), fetch: async () => inPieces(text, size) });
    const work = countStringWork();
    const { result, error } = await callClient(client, "generate", subject.request).finally(() => work.stop());
    expect(error).toBeUndefined();
    const [outcome] = result?.images ?? [];
    if (!outcome?.ok) throw new Error("The image is missing");
    expect(await outcome.image.bytes()).toHaveLength((length / 4) * 3);
    return work.characters / text.length;
  }

  // To search all that came anew for each 64 bytes would be to go through a character of 1 MiB 8192 times on average.
  it.each([64, 1024, 16_384, 65_536])(
    "in pieces of %i bytes: each character as often in 1 MiB as in 64 KiB",
    async (size) => {
      const small = await effort(2 ** 16, size);
      const large = await effort(2 ** 20, size);
      expect(large).toBeLessThan(small * 1.1);
      expect(large).toBeLessThan(20);
    },
  );
});
