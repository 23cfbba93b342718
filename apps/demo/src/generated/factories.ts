// Generated from specs/*/openapi.yaml. Do not edit: change the specs and run `pnpm generate`.

/** The function that creates a client of each provider. */
export const factories = {
  ark: "createArk",
  "302ai": "create302AI",
  anyfast: "createAnyfast",
  apimart: "createAPIMart",
};
