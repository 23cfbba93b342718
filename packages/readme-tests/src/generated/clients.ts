// Generated from specs/*/openapi.yaml. Do not edit: change the specs and run `pnpm generate`.

import { models as ark } from "@seedream-clients/ark";
import { models as ai302 } from "@seedream-clients/302ai";
import { models as anyfast } from "@seedream-clients/anyfast";
import { models as apimart } from "@seedream-clients/apimart";

/** The function that creates a client of each provider, and the provider's servers. */
export const clients = {
  ark: { create: "createArk", servers: ark.servers },
  "302ai": { create: "create302AI", servers: ai302.servers },
  anyfast: { create: "createAnyfast", servers: anyfast.servers },
  apimart: { create: "createAPIMart", servers: apimart.servers },
};
