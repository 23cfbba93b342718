/**
 * Asks a server for an image of so many MiB inline, with one package, and prints its peak memory before and after in
 * bytes: `inline.ts <package> <base URL> <MiB>`.
 */
import { decoders } from "../peers/inline.ts";
import { growth, peak } from "./peak.ts";

const [name = "", baseURL = "", size = ""] = process.argv.slice(2);
const decoder = decoders.find((one) => one.name === name);
if (!decoder) throw new Error(`There is no decoder "${name}"`);

// So that code and buffers that every call needs are not counted.
await (await decoder.request(`${baseURL}/0`)).decode();
globalThis.gc?.();
const before = peak();
const answer = await decoder.request(`${baseURL}/${size}`);
// Only the text of the image is left: what the decoding adds is its own.
const decoding = await growth(answer.decode);
process.stdout.write(JSON.stringify({ whole: Math.max(peak(), before) - before, decoding }));
