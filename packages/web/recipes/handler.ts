/** The handler that the recipes for Hono and Express mount. */
import { createArk } from "@seedream-clients/ark";
import { createHandler, type Handler } from "@seedream-clients/web/server";
import { authorize } from "./sessions.ts";

export const handler: Handler = createHandler({
  // The links of the simulator lead to this machine, where no provider has its images.
  client: createArk({ download: { allowPrivateHosts: process.env.NODE_ENV === "test" } }),
  authorize,
  limits: {
    models: ["seedream-4.5"],
    sizes: ["2K", "4K"],
    count: 4,
    references: { count: 2, bytes: 5_000_000 },
    spending: { user: { CNY: 5 }, all: { CNY: 200 } },
  },
});
