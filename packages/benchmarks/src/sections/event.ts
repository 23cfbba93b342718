import { processorTime } from "../measure/processor-time.ts";
import { imageStream } from "../measure/sse.ts";
import { inTurns } from "../measure/turns.ts";
import { oursStreaming, type StreamReader, streamReaders } from "../peers/stream-readers.ts";
import { figure, times } from "../report/figures.ts";
import { withVersion } from "../report/machine.ts";
import type { Line, Section } from "../report/section.ts";

const MiB = 2 ** 20;
const rounds = 5;
const sizes = [1, 4, 16, 64] as const;
const least = 1;
const most = 64;
/** Limit in ms. A reader that takes longer for a size does not get the next size. */
const slow = 3000;

export const event: Section = {
  id: "event",
  title: "One event of 1 to 64 MiB",
  method:
    "Processor time of reading a stream with one image of 1, 4, 16 or 64 MiB, in pieces of 16 KiB, per MiB: a reader " +
    `that is linear has the same everywhere. Medians of ${rounds} turns. –: not tried, because the size before took ` +
    `over ${slow / 1000} s. On Node 26 the last column is 1.2 to 1.5 for ours and for the parser alone: there V8 gives ` +
    "the memory of strings of a few MiB to the next string, and gets that of 64 MiB from the system each time, as Node " +
    "24 does for every size.",
  async measure() {
    const lines: Line[] = [];
    let shareOfOurs = Number.NaN;
    for (const reader of streamReaders) {
      const subjects = (await sizesFor(reader)).map((size) => subjectOf(reader, size));
      const measured = await inTurns(subjects, `${least}`, rounds);
      const ratio = measured[sizes.length - 1]?.ratio ?? Number.NaN;
      if (reader === oursStreaming) shareOfOurs = ratio;
      const cells = sizes.map((_, index) => figure(measured[index]?.median ?? Number.NaN));
      lines.push([withVersion(reader.name), ...cells, times(ratio)]);
    }
    return {
      columns: ["package", ...sizes.map((size) => `ms per MiB, of ${size}`), `${most} to ${least}`],
      lines,
      goals: [
        { name: `a MiB of an event of ${most} MiB of ours, to one of ${least}`, most: 1.3, measured: shareOfOurs },
      ],
    };
  },
};

/** Returns the sizes that a reader can read within a reasonable time. */
async function sizesFor(reader: StreamReader): Promise<number[]> {
  const possible: number[] = [];
  for (const size of sizes) {
    possible.push(size);
    const start = performance.now();
    await reader.read(imageStream(1, size * MiB, 16_384).respond, 1);
    if (performance.now() - start > slow) break;
  }
  return possible;
}

/** Returns a subject that measures ms of processor time per MiB. */
function subjectOf({ read }: StreamReader, size: number) {
  const stream = imageStream(1, size * MiB, 16_384);
  const count = Math.max(1, 16 / size);
  const measure = async () => (await processorTime(() => read(stream.respond, 1), count)) / 1000 / size;
  return { name: `${size}`, measure };
}
