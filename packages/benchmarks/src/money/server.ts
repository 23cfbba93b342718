import { buffer } from "node:stream/consumers";
import { withServer } from "../servers/servers.ts";

/** An HTTP response, or `"drop"`: the connection is closed after the request was read. */
export type Answer = { readonly status: number; readonly json: unknown } | "drop";

/** Runs `work` against a server that gives every request the same response. Returns the number of complete POSTs. */
export async function countSubmissions(answer: Answer, work: (origin: string) => Promise<void>): Promise<number> {
  let submissions = 0;
  await withServer(async (request, response) => {
    await buffer(request);
    if (request.method === "POST") submissions++;
    if (answer === "drop") return request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.json));
  }, work);
  return submissions;
}
