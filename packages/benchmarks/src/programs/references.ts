/** Sends 14 references of 10 MB with one package and prints its peak memory: `references.ts <package> <origin> <form>`. */
import { loadPeer, ours } from "../peers/peers.ts";
import { peak } from "./peak.ts";

const [name = "", origin = "", form = ""] = process.argv.slice(2);
const { wire, connect } = await loadPeer(name);
const baseURL = `${origin}/${wire}`;

const files = Array.from({ length: 14 }, (_, index) => {
  const file = Buffer.alloc(10_000_000, index);
  file.set([0xff, 0xd8, 0xff, 0xe0]);
  return form === "bytes" ? file : toURI(file);
});
// Only ours accepts bytes.
const images = name === ours ? files : files.map((file) => (typeof file === "string" ? file : toURI(file)));
await connect({ baseURL })({ count: 1, images });
process.stdout.write(JSON.stringify({ peak: peak() }));

function toURI(file: Buffer): string {
  return `data:image/jpeg;base64,${file.toString("base64")}`;
}
