// Generated from specs/*/openapi.yaml. Do not edit: change the specs and run `pnpm generate`.

import { models as ark } from "@seedream-clients/ark";
import { models as ai302 } from "@seedream-clients/302ai";
import { models as anyfast } from "@seedream-clients/anyfast";
import { models as apimart } from "@seedream-clients/apimart";

/** The function that creates a client of each provider, the variable of its key, and its models. */
export const clients = {
  ark: { create: "createArk", key: "ARK_API_KEY", models: ark },
  "302ai": { create: "create302AI", key: "AI302_API_KEY", models: ai302 },
  anyfast: { create: "createAnyfast", key: "ANYFAST_API_KEY", models: anyfast },
  apimart: { create: "createAPIMart", key: "APIMART_API_KEY", models: apimart },
};
