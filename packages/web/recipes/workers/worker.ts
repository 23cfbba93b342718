/**
 * Cloudflare Workers. An isolate knows its own runs only, and a request must not touch what another one has opened. So
 * all runs of a user live in one Durable Object, which the Worker finds by the user's id.
 */
import { createArk } from "@seedream-clients/ark";
import { createHandler, type Handler, memoryRuns } from "@seedream-clients/web/server";

/** The part of Cloudflare's types that this file uses; `npx wrangler types` writes all of them. */
interface Env {
  readonly ARK_API_KEY: string;
  readonly ARK_BASE_URL?: string;
  readonly SESSIONS: string;
  readonly RUNS: {
    idFromName(name: string): unknown;
    get(id: unknown): { fetch(request: Request): Promise<Response> };
  };
}

/** The runs of one user. */
export class Runs {
  readonly #handler: Handler;

  constructor(_state: unknown, { ARK_API_KEY: apiKey, ARK_BASE_URL: baseURL }: Env) {
    this.#handler = createHandler({
      client: createArk({ apiKey, baseURL, download: { allowPrivateHosts: baseURL !== undefined } }),
      store: memoryRuns(),
      // Only the Worker below reaches this object, and it sets the header.
      authorize: (request) => ({ user: request.headers.get("x-user") ?? "" }),
      // Each user has an object, so the limit for all is that of one: keep it elsewhere if you need it.
      limits: {
        models: ["seedream-4.5"],
        sizes: ["2K", "4K"],
        count: 4,
        spending: { user: { CNY: 5 }, all: { CNY: 5 } },
      },
    });
  }

  fetch(request: Request): Promise<Response> {
    return this.#handler(request);
  }
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const user = userOf(request, env);
    if (user === undefined) return new Response("Sign in first", { status: 401 });
    const headers = new Headers(request.headers);
    headers.set("x-user", user);
    return env.RUNS.get(env.RUNS.idFromName(user)).fetch(new Request(request, { headers }));
  },
};

/** Replace it: look up the session in your store. Here a secret has one session. */
function userOf(request: Request, { SESSIONS }: Env): string | undefined {
  const [session, user] = SESSIONS.split("=");
  return request.headers.get("cookie") === `session=${session}` ? user : undefined;
}
