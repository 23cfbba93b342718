/** Express, behind a body parser as most applications have one. */
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@seedream-clients/web/node";
import express from "express";
import { handler } from "../handler.ts";
import { signIn } from "../sessions.ts";

const app = express();
// As much as `limits` allows, as Base64. Express's own limit is 100 kB.
app.use(express.json({ limit: "14mb" }));
app.post("/sign-in", (_request, reply) => void reply.setHeader("set-cookie", signIn("ann")).status(204).end());
app.use("/api/seedream", toNodeHandler(handler));

const server = app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(`http://127.0.0.1:${port}`);
});
