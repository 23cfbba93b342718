import { figuresOf } from "../measure/fresh-process.ts";
import { ours, peerNames } from "../peers/peers.ts";
import { figure, times } from "../report/figures.ts";
import { withVersion } from "../report/machine.ts";
import type { Line, Section } from "../report/section.ts";

/** Fewer rounds would include the runtime's compiler, which works longer on programs with more code. */
const rounds = 41;

/** The parts in which the two sections about calls differ. */
interface CallSection extends Pick<Section, "id" | "title" | "method"> {
  readonly subject: string;
  /** More arguments for the program. */
  readonly args?: readonly string[];
}

/** A section about calls: each package in a process of its own, in turns with bare fetch. */
export function callSection({ id, title, method, subject, args = [] }: CallSection): Section {
  return {
    id,
    title,
    method: `${method} Each package in a process of its own, in ${rounds} turns with bare fetch.`,
    async measure() {
      const lines: Line[] = [];
      let ratioOfOurs = Number.NaN;
      for (const name of peerNames) {
        const { median = Number.NaN, ratio = Number.NaN } = await figuresOf("call", name, String(rounds), ...args);
        lines.push([withVersion(name), figure(median), times(ratio)]);
        if (name === ours) ratioOfOurs = ratio;
      }
      return {
        columns: ["package", "µs", "to bare fetch"],
        lines,
        goals: [{ name: `${subject}, to bare fetch`, most: 2, measured: ratioOfOurs }],
      };
    },
  };
}
