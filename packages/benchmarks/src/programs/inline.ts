/**
 * Requests an inline image of the given size from a server, with one package. Prints the growth of its peak memory in
 * bytes, for the whole call and for the decoding: `inline.ts <package> <base URL> <MiB>`.
 */
import { decoders } from "../peers/inline.ts";
import { growth, peak } from "./peak.ts";

const [name = "", baseURL = "", size = ""] = process.argv.slice(2);
const decoder = decoders.find((one) => one.name === name);
if (!decoder) throw new Error(`There is no decoder "${name}"`);

// Warms up, so that code and buffers of every call are not counted.
await (await decoder.request(`${baseURL}/0`)).decode();
globalThis.gc?.();
const before = peak();
const answer = await decoder.request(`${baseURL}/${size}`);
// Only the text of the image is still in memory, so the decoding causes all growth from here.
const decoding = await growth(answer.decode);
process.stdout.write(JSON.stringify({ whole: Math.max(peak(), before) - before, decoding }));
