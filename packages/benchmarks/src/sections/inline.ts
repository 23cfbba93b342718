import { figuresOf } from "../measure/fresh-process.ts";
import { median } from "../measure/median.ts";
import { decoders, inlineOurs } from "../peers/inline.ts";
import { figure } from "../report/figures.ts";
import { withVersion } from "../report/machine.ts";
import type { Goal, Line, Section } from "../report/section.ts";
import { respondInline, withServer } from "../servers/servers.ts";

const MiB = 2 ** 20;
const rounds = 3;
const sizes = [1, 8, 32] as const;

export const inline: Section = {
  id: "inline",
  title: "Memory of an inline image of 1 to 32 MiB",
  method:
    "What an image adds to the peak memory of a fresh process, in sizes of the image: from the request to the decoded " +
    `bytes, and by the decoding alone, which is measured on Linux. Medians of ${rounds} processes. The buffers of the ` +
    "connection weigh most with the smallest image.",
  async measure() {
    const lines: Line[] = [];
    const goals: Goal[] = [];
    await withServer(respondInline, async (origin) => {
      for (const { name } of decoders) {
        const costs: Cost[] = [];
        for (const size of sizes) costs.push(await costOf(name, origin, size));
        lines.push([
          withVersion(name),
          ...costs.map(({ whole }) => figure(whole)),
          ...costs.map((cost) => figure(cost.decoding)),
        ]);
        if (name === inlineOurs) goals.push(...goalsFor(costs));
      }
    });
    return {
      columns: [
        "package",
        ...sizes.map((size) => `whole, ${size} MiB`),
        ...sizes.map((size) => `decoding, ${size} MiB`),
      ],
      lines,
      goals,
    };
  },
};

/** Memory, as a multiple of the image's size. */
interface Cost {
  readonly whole: number;
  readonly decoding: number;
}

async function costOf(name: string, origin: string, size: number): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) {
    const { whole = Number.NaN, decoding = Number.NaN } = await figuresOf("inline", name, origin, `${size}`);
    costs.push({ whole: whole / MiB / size, decoding: decoding / MiB / size });
  }
  return { whole: median(costs.map((cost) => cost.whole)), decoding: median(costs.map((cost) => cost.decoding)) };
}

function goalsFor(costs: readonly Cost[]): Goal[] {
  return costs.flatMap(({ whole, decoding }, index) => [
    { name: `memory of an answer of ${sizes[index]} MiB of ours, in sizes of its image`, most: 8, measured: whole },
    { name: `memory of decoding ${sizes[index]} MiB of ours, in sizes of the image`, most: 3, measured: decoding },
  ]);
}
