/** Prints the µs of a call with one package, and the ratio to bare fetch: `call.ts <package> <rounds> <at once>`. */
import { processorTime } from "../measure/processor-time.ts";
import { inTurns, of } from "../measure/turns.ts";
import { cannedFetch } from "../peers/canned.ts";
import type { Generate, Peer } from "../peers/peer.ts";
import { bareFetch, loadPeer } from "../peers/peers.ts";

const calls = 1000;

const [name = "", rounds = "", atOnce] = process.argv.slice(2);
const measured = await inTurns(
  [subjectOf("base", await loadPeer(bareFetch)), subjectOf("peer", await loadPeer(name))],
  "base",
  Number(rounds),
);
const { median, ratio } = of(measured, "peer");
process.stdout.write(JSON.stringify({ median, ratio }));

function subjectOf(title: string, { wire, connect }: Peer) {
  const fetch = cannedFetch(wire, atOnce ? 20 : undefined);
  const generate = connect({ baseURL: "https://provider.example", fetch });
  return { name: title, measure: () => (atOnce ? timeAtOnce(generate) : timeInTurn(generate)) };
}

function timeInTurn(generate: Generate): Promise<number> {
  return processorTime(() => generate({ count: 1 }), calls);
}

async function timeAtOnce(generate: Generate): Promise<number> {
  const all = () => Promise.all(Array.from({ length: calls }, () => generate({ count: 1 })));
  return (await processorTime(all)) / calls;
}
