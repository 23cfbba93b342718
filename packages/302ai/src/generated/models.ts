// Generated from specs/302ai/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { ModelCatalogue } from "@seedream-clients/core";

/** Names of the models that this client knows, the same for every provider. */
export type ModelName = "seedream-5.0-lite" | "seedream-4.5" | "seedream-4.0";

/** Ids of these models at the provider, of every region. */
export type ModelId = "doubao-seedream-5-0-260128" | "doubao-seedream-4-5-251128" | "doubao-seedream-4-0-250828";

/** Models for completions. A type of its own, so that editors show its name instead of a list. */
export type KnownModel = ModelName | ModelId;

/** Regions of the provider. Each has a server of its own. */
export type Region = "global" | "cn";

/** The models that this client knows, with their limits and prices. */
export const models: ModelCatalogue = {
  default: "seedream-4.5",
  servers: { global: "https://api.302.ai", cn: "https://api.302ai.cn" },
  models: [
    {
      name: "seedream-5.0-lite",
      title: "Seedream 5.0 Lite",
      status: "active",
      ids: { "*": ["doubao-seedream-5-0-260128"] },
      size: {
        default: "2048x2048",
        custom: true,
        pixels: [3686400, 16777216],
        ratio: [0.0625, 16],
        tiers: {
          "2K": {
            "1:1": "2048x2048",
            "4:3": "2304x1728",
            "3:4": "1728x2304",
            "16:9": "2848x1600",
            "9:16": "1600x2848",
            "3:2": "2496x1664",
            "2:3": "1664x2496",
            "21:9": "3136x1344",
          },
          "3K": {
            "1:1": "3072x3072",
            "4:3": "3456x2592",
            "3:4": "2592x3456",
            "16:9": "4096x2304",
            "9:16": "2304x4096",
            "3:2": "3744x2496",
            "2:3": "2496x3744",
            "21:9": "4704x2016",
          },
          "4K": {
            "1:1": "4096x4096",
            "4:3": "4704x3520",
            "3:4": "3520x4704",
            "16:9": "5504x3040",
            "9:16": "3040x5504",
            "3:2": "4992x3328",
            "2:3": "3328x4992",
            "21:9": "6240x2656",
          },
        },
      },
      references: { max: 14, advised: 10, formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif", "heic", "heif"] },
      group: { max: 15, total: 15, totalEnforced: false, needsReference: false },
      output: { formats: ["jpeg"], selectable: false, deliveries: ["url", "inline"] },
      stream: true,
      promptOptimization: [],
      seed: [-1, 2147483647],
      prices: [{ currency: "PTC", image: 0.035, asOf: "2026-05" }],
    },
    {
      name: "seedream-4.5",
      title: "Seedream 4.5",
      status: "active",
      ids: { "*": ["doubao-seedream-4-5-251128"] },
      size: {
        default: "2048x2048",
        custom: true,
        pixels: [3686400, 16777216],
        ratio: [0.0625, 16],
        tiers: {
          "2K": {
            "1:1": "2048x2048",
            "4:3": "2304x1728",
            "3:4": "1728x2304",
            "16:9": "2560x1440",
            "9:16": "1440x2560",
            "3:2": "2496x1664",
            "2:3": "1664x2496",
            "21:9": "3024x1296",
            "9:21": "1296x3024",
          },
          "4K": {
            "1:1": "4096x4096",
            "4:3": "4694x3520",
            "3:4": "3520x4694",
            "16:9": "5404x3040",
            "9:16": "3040x5404",
            "3:2": "4992x3328",
            "2:3": "3328x4992",
            "21:9": "6198x2656",
            "9:21": "2656x6198",
          },
        },
      },
      references: { max: 14, advised: 10, formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif"] },
      group: { max: 15, total: 15, totalEnforced: false, needsReference: false },
      output: { formats: ["jpeg"], selectable: false, deliveries: ["url", "inline"] },
      stream: true,
      promptOptimization: [],
      seed: [-1, 2147483647],
      prices: [{ currency: "PTC", image: 0.04, asOf: "2026-01" }],
    },
    {
      name: "seedream-4.0",
      title: "Seedream 4.0",
      status: "active",
      ids: { "*": ["doubao-seedream-4-0-250828"] },
      size: {
        default: "2048x2048",
        custom: true,
        pixels: [921600, 16777216],
        ratio: [0.0625, 16],
        tiers: {
          "1K": {
            "1:1": "1024x1024",
            "4:3": "1152x864",
            "3:4": "864x1152",
            "16:9": "1280x720",
            "9:16": "720x1280",
            "3:2": "1248x832",
            "2:3": "832x1248",
            "21:9": "1512x648",
          },
          "2K": {
            "1:1": "2048x2048",
            "4:3": "2304x1728",
            "3:4": "1728x2304",
            "16:9": "2560x1440",
            "9:16": "1440x2560",
            "3:2": "2496x1664",
            "2:3": "1664x2496",
            "21:9": "3024x1296",
          },
          "4K": {
            "1:1": "4096x4096",
            "4:3": "4694x3520",
            "3:4": "3520x4694",
            "16:9": "5404x3040",
            "9:16": "3040x5404",
            "3:2": "4992x3328",
            "2:3": "3328x4992",
            "21:9": "6198x2656",
          },
        },
      },
      references: { max: 14, advised: 10, formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif"] },
      group: { max: 15, total: 15, totalEnforced: false, needsReference: false },
      output: { formats: ["jpeg"], selectable: false, deliveries: ["url", "inline"] },
      stream: true,
      promptOptimization: [],
      seed: [-1, 2147483647],
      prices: [],
    },
  ],
};
