// Generated from specs/*/openapi.yaml. Do not edit: change the specs and run `pnpm generate`.

import { type ProviderEntry, refuseRegion, regionOf } from "../provider-entry.ts";

/** The clients, loaded on use, so that a command loads only its own client. */
export const clients: Readonly<Record<string, ProviderEntry>> = {
  ark: {
    key: "ARK_API_KEY",
    async create({ region, ...options }) {
      const { createArk, models } = await import("@seedream-clients/ark");
      return createArk({ ...options, region: regionOf(region, models, "ark") });
    },
  },
  "302ai": {
    key: "AI302_API_KEY",
    async create({ region, ...options }) {
      const { create302AI, models } = await import("@seedream-clients/302ai");
      return create302AI({ ...options, region: regionOf(region, models, "302ai") });
    },
  },
  anyfast: {
    key: "ANYFAST_API_KEY",
    async create({ region, ...options }) {
      const { createAnyfast, models } = await import("@seedream-clients/anyfast");
      return createAnyfast({ ...options, region: regionOf(region, models, "anyfast") });
    },
  },
  apimart: {
    key: "APIMART_API_KEY",
    async create({ region, ...options }) {
      refuseRegion(region, "apimart");
      const { createAPIMart } = await import("@seedream-clients/apimart");
      return createAPIMart(options);
    },
  },
};
