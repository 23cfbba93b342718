// Generated from specs/apimart/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { ModelCatalogue } from "@seedream-clients/core";

/** Names of the models that this client knows, the same for every provider. */
export type ModelName =
  | "seedream-5.0-pro"
  | "seedream-5.0-flash"
  | "seedream-5.0-lite"
  | "seedream-4.5"
  | "seedream-4.0";

/** Ids of these models at the provider, of every region. */
export type ModelId =
  | "seedream-5-0-pro"
  | "seedream-5-0-flash"
  | "doubao-seedream-5-0-lite"
  | "doubao-seedream-5.0-lite"
  | "Doubao-Seedream-5.0-lite"
  | "seedream-5-0-lite"
  | "doubao-seedance-4-5"
  | "Doubao-Seedream-4.5"
  | "doubao-seedream-4.5"
  | "doubao-seedream-4-5"
  | "seedream-4.5"
  | "seedream-4-5"
  | "doubao-seedance-4-0";

/** Models for completions. A type of its own, so that editors show its name instead of a list. */
export type KnownModel = ModelName | ModelId;

/** Regions of the provider. Each has a server of its own. */
export type Region = "default";

/** The models that this client knows, with their limits and prices. */
export const models: ModelCatalogue = {
  default: "seedream-4.5",
  servers: { default: "https://api.apimart.ai" },
  models: [
    {
      name: "seedream-5.0-pro",
      title: "Seedream 5.0 Pro",
      status: "active",
      ids: { "*": ["seedream-5-0-pro"] },
      size: {
        default: "1K",
        custom: true,
        pixels: [921600, 4624220],
        tiers: {
          "1K": {
            "1:1": "1024x1024",
            "4:3": "1152x864",
            "3:4": "864x1152",
            "16:9": "1312x736",
            "9:16": "736x1312",
            "3:2": "1248x832",
            "2:3": "832x1248",
            "2:1": "1440x720",
            "1:2": "720x1440",
            "21:9": "1568x672",
          },
          "1.5K": {
            "1:1": "1536x1536",
            "4:3": "1792x1344",
            "3:4": "1344x1792",
            "16:9": "2048x1152",
            "9:16": "1152x2048",
            "3:2": "1872x1248",
            "2:3": "1248x1872",
            "2:1": "2176x1088",
            "1:2": "1088x2176",
            "21:9": "2352x1008",
          },
          "2K": {
            "1:1": "2048x2048",
            "4:3": "2304x1728",
            "3:4": "1728x2304",
            "16:9": "2560x1440",
            "9:16": "1440x2560",
            "3:2": "2496x1664",
            "2:3": "1664x2496",
            "2:1": "2880x1440",
            "1:2": "1440x2880",
            "21:9": "3024x1296",
          },
        },
        keywords: ["auto"],
      },
      references: { max: 10, bytes: 10485760, formats: ["jpeg", "png", "webp", "gif"], side: 14, pixels: 36000000 },
      layers: { field: "layer_decomposition", max: 17 },
      output: { formats: ["jpeg", "png"], selectable: true, deliveries: ["url"] },
      stream: false,
      promptOptimization: [],
      native: ["background", "layer_decomposition", "nsfw_check", "webhook"],
      prices: [
        { currency: "USD", image: 0.0293, upToPixels: 2610000, asOf: "2026-08-22" },
        { currency: "USD", image: 0.0586, asOf: "2026-08-22" },
      ],
    },
    {
      name: "seedream-5.0-flash",
      title: "Seedream 5.0 Flash",
      status: "active",
      ids: { "*": ["seedream-5-0-flash"] },
      size: {
        default: "1K",
        custom: true,
        pixels: [921600, 4624220],
        tiers: {
          "1K": {
            "1:1": "1024x1024",
            "4:3": "1152x864",
            "3:4": "864x1152",
            "16:9": "1312x736",
            "9:16": "736x1312",
            "3:2": "1248x832",
            "2:3": "832x1248",
            "2:1": "1440x720",
            "1:2": "720x1440",
            "21:9": "1568x672",
          },
          "1.5K": {
            "1:1": "1536x1536",
            "4:3": "1792x1344",
            "3:4": "1344x1792",
            "16:9": "2048x1152",
            "9:16": "1152x2048",
            "3:2": "1872x1248",
            "2:3": "1248x1872",
            "2:1": "2176x1088",
            "1:2": "1088x2176",
            "21:9": "2352x1008",
          },
          "2K": {
            "1:1": "2048x2048",
            "4:3": "2304x1728",
            "3:4": "1728x2304",
            "16:9": "2560x1440",
            "9:16": "1440x2560",
            "3:2": "2496x1664",
            "2:3": "1664x2496",
            "2:1": "2880x1440",
            "1:2": "1440x2880",
            "21:9": "3024x1296",
          },
        },
        keywords: ["auto"],
      },
      references: { max: 10, bytes: 10485760, formats: ["jpeg", "png", "webp", "gif"], side: 14, pixels: 36000000 },
      layers: { field: "layer_decomposition", max: 17 },
      output: { formats: ["jpeg", "png"], selectable: true, deliveries: ["url"] },
      stream: false,
      promptOptimization: [],
      native: ["background", "layer_decomposition", "nsfw_check", "webhook"],
      prices: [{ currency: "USD", image: 0.0137, asOf: "2026-09-27" }],
    },
    {
      name: "seedream-5.0-lite",
      title: "Seedream 5.0 Lite",
      status: "active",
      ids: {
        "*": ["doubao-seedream-5-0-lite", "doubao-seedream-5.0-lite", "Doubao-Seedream-5.0-lite", "seedream-5-0-lite"],
      },
      size: {
        default: "2K",
        custom: false,
        tiers: {
          "2K": {
            "1:1": "2048x2048",
            "4:3": "2304x1728",
            "3:4": "1728x2304",
            "16:9": "2848x1600",
            "9:16": "1600x2848",
            "3:2": "2496x1664",
            "2:3": "1664x2496",
            "2:1": "2880x1440",
            "1:2": "1440x2880",
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
            "2:1": "4320x2160",
            "1:2": "2160x4320",
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
            "2:1": "5760x2880",
            "1:2": "2880x5760",
            "21:9": "6240x2656",
          },
        },
        keywords: ["auto"],
      },
      references: { max: 14, bytes: 10485760, formats: ["jpeg", "png", "webp", "gif"], side: 14, pixels: 36000000 },
      group: { max: 15, total: 15, totalEnforced: false, needsReference: false },
      output: { formats: ["jpeg", "png"], selectable: true, deliveries: ["url"] },
      stream: false,
      promptOptimization: [],
      native: ["webhook"],
      prices: [{ currency: "USD", image: 0.0228, asOf: "2026-08-22" }],
    },
    {
      name: "seedream-4.5",
      title: "Seedream 4.5",
      status: "active",
      ids: {
        "*": [
          "doubao-seedance-4-5",
          "Doubao-Seedream-4.5",
          "doubao-seedream-4.5",
          "doubao-seedream-4-5",
          "seedream-4.5",
          "seedream-4-5",
        ],
      },
      size: {
        default: "2K",
        custom: false,
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
        keywords: ["auto"],
      },
      references: { max: 14, bytes: 10485760, formats: ["jpeg", "png", "webp", "gif"], side: 14, pixels: 36000000 },
      group: { max: 15, total: 15, totalEnforced: true, needsReference: true },
      output: { formats: ["jpeg"], selectable: false, deliveries: ["url"] },
      stream: false,
      promptOptimization: ["standard", "fast"],
      native: ["webhook"],
      prices: [{ currency: "USD", image: 0.026, asOf: "2026-08-22" }],
    },
    {
      name: "seedream-4.0",
      title: "Seedream 4.0",
      status: "active",
      ids: { "*": ["doubao-seedance-4-0"] },
      size: {
        default: "2K",
        custom: false,
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
            "9:21": "648x1512",
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
        keywords: ["auto"],
      },
      references: { max: 14, bytes: 10485760, formats: ["jpeg", "png", "webp", "gif"], side: 14, pixels: 36000000 },
      group: { max: 15, total: 15, totalEnforced: true, needsReference: true },
      output: { formats: ["jpeg"], selectable: false, deliveries: ["url"] },
      stream: false,
      promptOptimization: ["standard", "fast"],
      native: ["webhook"],
      prices: [],
    },
  ],
};
