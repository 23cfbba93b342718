import { faults } from "../money/faults.ts";
import { type Outcome, outcomeOf } from "../money/outcome.ts";
import { loadPeer, ours, peerNames } from "../peers/peers.ts";
import { withVersion } from "../report/machine.ts";
import type { Line, Section } from "../report/section.ts";

export const money: Section = {
  id: "money",
  title: "Money: submissions after a fault",
  method:
    "A server on the loopback address counts the POSTs that it reads. Each package has its defaults and makes one " +
    "image, or a group of three. A cell is the number of POSTs, then what the program gets. A package for another " +
    "provider gets that provider's form of the same response; – where it has none.",
  async measure() {
    const met = await Promise.all(peerNames.map(async (name) => ({ name, outcomes: await outcomesOf(name) })));
    const submissions = met
      .filter(({ name }) => name === ours)
      .flatMap(({ outcomes }) => outcomes.map((outcome) => outcome?.submissions ?? 0));
    return {
      columns: ["package", ...faults.map(({ title }) => title)],
      lines: met.map(({ name, outcomes }): Line => [withVersion(name), ...outcomes.map(cell)]),
      goals: [{ name: "POSTs of ours after any fault", most: 1, measured: Math.max(...submissions) }],
    };
  },
};

/** Runs the faults concurrently, because most of the time is waiting, and nothing is timed. */
async function outcomesOf(name: string): Promise<(Outcome | undefined)[]> {
  const peer = await loadPeer(name);
  return Promise.all(faults.map((fault) => outcomeOf(peer, fault)));
}

function cell(outcome: Outcome | undefined): string {
  return outcome ? `${outcome.submissions}: ${outcome.outcome}` : "–";
}
