import { figuresOf } from "../measure/fresh-process.ts";
import { inTurns, of } from "../measure/turns.ts";
import { bareFetch, ours, peerNames } from "../peers/peers.ts";
import { figure, times } from "../report/figures.ts";
import { withVersion } from "../report/machine.ts";
import type { Goal, Line, Section } from "../report/section.ts";
import { respondLink, withServer } from "../servers/servers.ts";

const rounds = 3;
const forms = { uri: "`data:` URIs", bytes: "bytes" } as const;

export const references: Section = {
  id: "references",
  title: "Memory of 14 references of 10 MB",
  method:
    "Peak memory of a fresh process that sends them to a server on the loopback address, as `data:` URIs and as bytes, " +
    `which programs of other packages make \`data:\` URIs of. Medians of ${rounds} turns. The AI SDK decodes references ` +
    "and encodes them again.",
  async measure() {
    const columns: string[] = [];
    const lines: Line[] = peerNames.map((name) => [withVersion(name)]);
    const goals: Goal[] = [];
    await withServer(respondLink, async (origin) => {
      for (const [form, title] of Object.entries(forms)) {
        const subjects = peerNames.map((name) => ({ name, measure: () => peakOf(name, origin, form) }));
        const measured = await inTurns(subjects, bareFetch, rounds);
        columns.push(`MB, ${title}`, "to bare fetch");
        for (const [index, { median, ratio }] of measured.entries()) {
          lines[index] = [...(lines[index] ?? [""]), figure(median / 1e6), times(ratio)];
        }
        goals.push({
          name: `14 references of ours as ${title}, to bare fetch`,
          most: 1.1,
          measured: of(measured, ours).ratio,
        });
      }
    });
    return { columns: ["package", ...columns], lines, goals };
  },
};

async function peakOf(name: string, origin: string, form: string): Promise<number> {
  const { peak = Number.NaN } = await figuresOf("references", name, origin, form);
  return peak;
}
