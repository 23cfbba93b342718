// Generated from specs/*/openapi.yaml. Do not edit: change the specs and run `pnpm generate`.

/** Names of the client packages, without the scope. */
export const clients = ["ark", "302ai", "anyfast", "apimart"] as const;
