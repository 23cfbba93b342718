// Generated from specs/*/openapi.yaml. Do not edit: change the specs and run `pnpm generate`.

import { createArk } from "@seedream-clients/ark";
import { create302AI } from "@seedream-clients/302ai";
import { createAnyfast } from "@seedream-clients/anyfast";
import { createAPIMart } from "@seedream-clients/apimart";

/** Facts about each provider for the studio. */
export const clients = {
  ark: { title: "Volcengine Ark", variable: "ARK_API_KEY", region: "cn-beijing", create: createArk },
  "302ai": { title: "302.AI", variable: "AI302_API_KEY", region: "global", create: create302AI },
  anyfast: { title: "Anyfast", variable: "ANYFAST_API_KEY", region: "cn", create: createAnyfast },
  apimart: { title: "APIMart", variable: "APIMART_API_KEY", region: "default", create: createAPIMart },
};
