import { decode, encode } from "./codec.ts";
import type { Call, CallResult } from "./control-server.ts";
import type { Operations } from "./operations.ts";

// Kept, because tests replace the global `fetch`.
const fetch = globalThis.fetch.bind(globalThis);

let origin = "";
const waiting = new Map<string, (json: string) => void>();
let calls = 0;

/** Lets this runtime use a {@link ControlServer}. */
export async function connect(controlServer: string): Promise<void> {
  origin = controlServer;
  const { body } = await fetch(origin);
  if (body) void readResults(body);
}

async function readResults(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
  let buffered = "";
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    const lines = (buffered + piece).split("\n");
    buffered = lines.pop() ?? "";
    for (const line of lines) pass(line);
  }
}

function pass(line: string): void {
  const [id = ""] = line.split(" ", 1);
  waiting.get(id)?.(line.slice(id.length));
  waiting.delete(id);
}

/** Calls an operation of the server outside. */
export async function call<K extends keyof Operations>(
  name: K,
  ...args: Parameters<Operations[K]>
): Promise<Awaited<ReturnType<Operations[K]>>> {
  const sent: Call = { id: calls++, name, args };
  const received = new Promise<string>((resolve) => waiting.set(`${sent.id}`, resolve));
  const response = await fetch(origin, { method: "POST", body: encode(sent) });
  await response.arrayBuffer();
  const result = decode<CallResult<Awaited<ReturnType<Operations[K]>>>>(await received);
  if ("error" in result) throw new Error(`${name} failed outside: ${result.error}`);
  return result.value;
}
