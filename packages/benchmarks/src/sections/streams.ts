import { processorTime } from "../measure/processor-time.ts";
import { imageStream } from "../measure/sse.ts";
import { inTurns, of } from "../measure/turns.ts";
import { eventsourceParser, oursStreaming, streamReaders } from "../peers/stream-readers.ts";
import { figure, times } from "../report/figures.ts";
import { withVersion } from "../report/machine.ts";
import type { Goal, Line, Section } from "../report/section.ts";

const MiB = 2 ** 20;
const rounds = 5;
const pieces = [16, 64] as const;

export const streams: Section = {
  id: "stream",
  title: "A stream of four images of 8 MiB",
  method:
    "Processor time of reading the stream, which arrives in pieces of 16 or of 64 KiB. eventsource-parser is the parser " +
    `and \`JSON.parse()\` alone. Medians of ${rounds} turns. @ai-sdk/bytedance, ky, openapi-fetch and replicate do not ` +
    "stream images.",
  async measure() {
    const columns: string[] = [];
    const lines: Line[] = streamReaders.map(({ name }) => [withVersion(name)]);
    const goals: Goal[] = [];
    for (const kiB of pieces) {
      const stream = imageStream(4, 8 * MiB, kiB * 1024);
      const subjects = streamReaders.map(({ name, read }) => ({
        name,
        measure: () => processorTime(() => readAll(read(stream.respond, 4), name)),
      }));
      const measured = await inTurns(subjects, eventsourceParser.name, rounds);
      columns.push(`ms, ${kiB} KiB`, "to the parser");
      for (const [index, { median, ratio }] of measured.entries()) {
        lines[index] = [...(lines[index] ?? [""]), figure(median / 1000), times(ratio)];
      }
      const { ratio } = of(measured, oursStreaming.name);
      goals.push({ name: `a stream of ours in ${kiB} KiB, to the parser`, most: 1.3, measured: ratio });
    }
    return { columns: ["package", ...columns], lines, goals };
  },
};

async function readAll(reading: Promise<number>, name: string): Promise<void> {
  const count = await reading;
  if (count !== 4) throw new Error(`${name} read ${count} images of 4`);
}
