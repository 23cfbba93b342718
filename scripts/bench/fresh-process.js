import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { median } from "./median.js";

const run = promisify(execFile);

/** The peak memory of a call with many large references for each byte at the peak of a bare fetch of the same JSON. */
export function memoryRatio(form) {
  return withServer((url) =>
    median(5, async () => {
      const base = await figureOf("references-by-hand.js", url, form);
      return (await figureOf("references-by-client.js", url, form)) / base;
    }),
  );
}

/** Milliseconds of processor time that the import of a client and its first call add to an empty program. */
export function startTime() {
  return median(15, async () => {
    const base = await figureOf("empty.js");
    return (await figureOf("first-call.js")) - base;
  });
}

/** The one number that a program of ours prints at its end. */
async function figureOf(program, ...args) {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, "programs", program), ...args]);
  return Number(stdout);
}

/** Reads requests to their end, in this process, so that their programs are measured without it. */
async function withServer(work) {
  const server = createServer((request, response) => {
    const answer = { data: [{ url: "https://files.test/1.jpeg", size: "2048x2048" }] };
    request.resume().once("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await work(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
