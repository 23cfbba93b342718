/** Hono on Node. On Bun, Deno and Workers only the last statement is another. */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { handler } from "../handler.ts";
import { signIn } from "../sessions.ts";

const app = new Hono();
// Leaves streams of events alone, because they say no-transform.
app.use(compress());
app.post("/sign-in", (c) => c.body(null, 204, { "set-cookie": signIn("ann") }));
app.all("/api/seedream/*", (c) => handler(c.req.raw));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000), hostname: "127.0.0.1" }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
