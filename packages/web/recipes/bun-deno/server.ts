/** Bun and Deno serve the `fetch` of a module: `bun server.ts`, `deno serve server.ts`. */
import { handler } from "../handler.ts";
import { signIn } from "../sessions.ts";

export default {
  port: Number(process.env.PORT ?? 3000),
  hostname: "127.0.0.1",
  // Bun closes a connection that is quiet for 10 seconds, which is as long as the heartbeat of events takes.
  idleTimeout: 30,
  fetch(request: Request): Response | Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/seedream/")) return handler(request);
    if (pathname !== "/sign-in" || request.method !== "POST") return new Response(null, { status: 404 });
    return new Response(null, { status: 204, headers: { "set-cookie": signIn("ann") } });
  },
};
