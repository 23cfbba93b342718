import { once } from "node:events";
import { createServer } from "node:http";
import { createArk } from "@seedream-clients/ark";
import { memoryStore } from "@seedream-clients/jobs";
import { expect, it, onTestFinished } from "vitest";
import { openWireLog } from "../server/wire-log.ts";

const apiKey = "key/of+the=test&0123456789";

it("keeps no key that a provider repeats, in any encoding that the clients redact", async () => {
  const echoes = [apiKey, encodeURIComponent(apiKey), btoa(`Bearer ${apiKey}`), Buffer.from(apiKey).toString("hex")];
  const server = createServer((_, response) => {
    response.writeHead(400, { "content-type": "application/json", "x-echo": echoes.join(" ") });
    response.end(JSON.stringify({ error: { message: `no: ${echoes.join(" ")}`, code: "InvalidParameter" } }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : "";
  const journal = memoryStore();
  const { options, exchangesOf } = openWireLog(journal);
  const client = createArk({ apiKey, baseURL: `http://127.0.0.1:${port}`, ...options });
  const clientRequestId = "run-of-the-test";
  await expect(client.generate({ prompt: "A heron" }, { clientRequestId })).rejects.toThrow("no: [key]");
  await expect.poll(() => exchangesOf(clientRequestId)).toHaveLength(1);
  const [exchange] = await exchangesOf(clientRequestId);
  expect(exchange?.responseHeaders?.["x-echo"]).toBe("[key] [key] [key] [key]");
  expect(exchange?.responseBody).toContain("no: [key] [key] [key] [key]");
  expect(exchange?.requestHeaders.authorization).toBe("Bearer [key]");
});
