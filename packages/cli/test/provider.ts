import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** An image as Base64. */
export const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]).toString("base64");

const made = { created: 1, data: [{ b64_json: jpeg }], usage: { generated_images: 1 } };

/** Starts a server on this machine, and returns its origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

/** Serves results: an image at `/0.jpg` and other numbers, an endless image at `/slow.jpg`, and 403 elsewhere. */
export async function openLinks() {
  let slow = 0;
  const origin = await serve((request, response) => {
    const { url = "" } = request;
    response.writeHead(/^.(slow|\d+)\.jpg$/.test(url) ? 200 : 403, { "content-type": "image/jpeg" });
    if (url !== "/slow.jpg") return response.end(Buffer.from(jpeg, "base64"));
    slow += 1;
    response.write(Buffer.from(jpeg, "base64"));
    // Faster than the idle time-out, so that only the total time-out of ten minutes would end the download.
    const timer = setInterval(() => response.write("."), 200);
    response.on("close", () => clearInterval(timer));
  });
  return {
    origin,
    /** Number of downloads of the slow image that began. */
    get slow() {
      return slow;
    },
  };
}

/** A mock of Ark that delays its responses until `release()`. */
export interface Provider {
  /** Environment variables with its key and address. */
  readonly env: Readonly<Record<string, string>>;
  /** Prompts of the submissions, in order of arrival. */
  readonly prompts: readonly string[];
  /** Number of submissions that wait for a response. */
  readonly held: number;
  /** Responds to the waiting submissions, and to later ones at once. */
  release(): void;
  /** Delays the responses to later submissions. */
  hold(): void;
}

/** @param body Body of every response. Default: one inline image. */
export async function openProvider(body: object = made): Promise<Provider> {
  const prompts: string[] = [];
  const held = new Set<ServerResponse>();
  let isHeld = true;
  const answer = (response: ServerResponse) => {
    held.delete(response);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const origin = await serve(async (request, response) => {
    const { prompt } = JSON.parse(await text(request));
    prompts.push(prompt);
    held.add(response);
    response.on("close", () => held.delete(response));
    if (!isHeld) answer(response);
  });
  return {
    env: { ARK_API_KEY: "ark-0123456789", ARK_BASE_URL: `${origin}/api/v3` },
    prompts,
    get held() {
      return held.size;
    },
    release() {
      isHeld = false;
      for (const response of held) answer(response);
    },
    hold() {
      isHeld = true;
    },
  };
}

/** Waits until a condition holds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const limit = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > limit) throw new Error(`It did not come: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
