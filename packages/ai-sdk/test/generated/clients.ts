// Generated from specs/*/openapi.yaml. Do not edit: change the specs and run `pnpm generate`.

import { createArk } from "@seedream-clients/ark";
import { create302AI } from "@seedream-clients/302ai";
import { createAnyfast } from "@seedream-clients/anyfast";
import { createAPIMart } from "@seedream-clients/apimart";

/** The function that creates a client of each provider. */
export const clients = {
  ark: createArk,
  "302ai": create302AI,
  anyfast: createAnyfast,
  apimart: createAPIMart,
};
