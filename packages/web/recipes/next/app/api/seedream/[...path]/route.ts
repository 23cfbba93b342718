import { createArk } from "@seedream-clients/ark";
import { createHandler } from "@seedream-clients/web/server";
import { authorize } from "../../../../sessions.ts";

const handler = createHandler({
  client: createArk({ download: { allowPrivateHosts: process.env.ARK_BASE_URL !== undefined } }),
  authorize,
  limits: { models: ["seedream-4.5"], sizes: ["2K"], count: 4, spending: { user: { CNY: 5 }, all: { CNY: 200 } } },
});

export { handler as DELETE, handler as GET, handler as POST };
