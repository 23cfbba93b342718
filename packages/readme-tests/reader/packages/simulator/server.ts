import { createServer } from "node:http";
import { ContentPolicyError } from "@seedream-clients/ark";
import { ark } from "./client.ts";

/** The reader's own program: a page with a poster, on the port that the README's configuration expects. */
createServer(async (_request, response) => {
  response.setHeader("content-type", "text/html");
  try {
    const { image } = await ark.generate({ prompt: "A lighthouse at dusk" });
    const poster = Buffer.from(await image.bytes()).toString("base64");
    response.end(`<img alt="A lighthouse at dusk" width="300" src="data:${image.mediaType};base64,${poster}">`);
  } catch (error) {
    response.end(ContentPolicyError.isInstance(error) ? "Refused" : `Failed: ${error}`);
  }
}).listen(3000, "127.0.0.1");
