// Generated from specs/ark/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { ModelCatalogue } from "@seedream-clients/core";

/** Names of the models that this client knows, the same for every provider. */
export type ModelName =
  | "seedream-5.5"
  | "seedream-5.0-pro"
  | "seedream-5.0-flash"
  | "seedream-5.0-lite"
  | "seedream-4.5"
  | "seedream-4.0"
  | "seedream-3.0-t2i"
  | "seededit-3.0-i2i";

/** Ids of these models at the provider, of every region. */
export type ModelId =
  | "dola-seedream-5-5-261028"
  | "doubao-seedream-5-0-pro-260628"
  | "dola-seedream-5-0-pro-260628"
  | "doubao-seedream-5-0-flash-260915"
  | "dola-seedream-5-0-flash-260915"
  | "doubao-seedream-5-0-lite-260128"
  | "doubao-seedream-5-0-260128"
  | "seedream-5-0-260128"
  | "seedream-5-0-lite-260128"
  | "doubao-seedream-4-5-251128"
  | "seedream-4-5-251128"
  | "doubao-seedream-4-0-250828"
  | "seedream-4-0-250828"
  | "doubao-seedream-3-0-t2i-250415"
  | "seedream-3-0-t2i-250415"
  | "doubao-seededit-3-0-i2i-250628"
  | "seededit-3-0-i2i-250628";

/** Models for completions. A type of its own, so that editors show its name instead of a list. */
export type KnownModel = ModelName | ModelId;

/** Regions of the provider. Each has a server of its own. */
export type Region = "cn-beijing" | "ap-southeast";

/** The models that this client knows, with their limits and prices. */
export const models: ModelCatalogue = {
  default: "seedream-4.5",
  servers: {
    "cn-beijing": "https://ark.cn-beijing.volces.com/api/v3",
    "ap-southeast": "https://ark.ap-southeast.bytepluses.com/api/v3",
  },
  models: [
    {
      name: "seedream-5.5",
      title: "Seedream 5.5",
      status: "active",
      ids: { "ap-southeast": ["dola-seedream-5-5-261028"] },
      size: {
        default: "2K",
        custom: true,
        pixels: [921600, 4624220],
        ratio: [0.0625, 16],
        tiers: {
          "1K": {
            "1:1": "1024x1024",
            "4:3": "1152x864",
            "3:4": "864x1152",
            "16:9": "1424x800",
            "9:16": "800x1424",
            "3:2": "1248x832",
            "2:3": "832x1248",
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
            "21:9": "2352x1008",
          },
          "2K": {
            "1:1": "2048x2048",
            "4:3": "2368x1776",
            "3:4": "1776x2368",
            "16:9": "2816x1584",
            "9:16": "1584x2816",
            "3:2": "2496x1664",
            "2:3": "1664x2496",
            "21:9": "3136x1344",
          },
        },
        keywords: ["auto"],
      },
      references: {
        max: 10,
        bytes: 10485760,
        formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif", "heic", "heif"],
        side: 14,
        pixels: 36000000,
        ratio: [0.0625, 16],
      },
      layers: { field: "layer_decomposition", max: 100 },
      output: { formats: ["png", "jpeg"], selectable: true, deliveries: ["url", "inline"] },
      stream: false,
      promptOptimization: ["standard"],
      native: ["background", "layer_decomposition", "optimize_prompt"],
      prices: [
        {
          region: "ap-southeast",
          currency: "USD",
          image: 0.02,
          reference: 0.008,
          upToPixels: 2610000,
          asOf: "2026-11-12",
        },
        { region: "ap-southeast", currency: "USD", image: 0.035, reference: 0.008, asOf: "2026-11-12" },
      ],
    },
    {
      name: "seedream-5.0-pro",
      title: "Seedream 5.0 Pro",
      status: "active",
      ids: { "cn-beijing": ["doubao-seedream-5-0-pro-260628"], "ap-southeast": ["dola-seedream-5-0-pro-260628"] },
      size: {
        default: "2K",
        custom: true,
        pixels: [921600, 4624220],
        ratio: [0.0625, 16],
        tiers: {
          "1K": {
            "1:1": "1024x1024",
            "4:3": "1152x864",
            "3:4": "864x1152",
            "16:9": "1424x800",
            "9:16": "800x1424",
            "3:2": "1248x832",
            "2:3": "832x1248",
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
            "21:9": "2352x1008",
          },
          "2K": {
            "1:1": "2048x2048",
            "4:3": "2368x1776",
            "3:4": "1776x2368",
            "16:9": "2816x1584",
            "9:16": "1584x2816",
            "3:2": "2496x1664",
            "2:3": "1664x2496",
            "21:9": "3136x1344",
          },
        },
        keywords: ["auto"],
      },
      references: {
        max: 10,
        bytes: 10485760,
        formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif", "heic", "heif"],
        side: 14,
        pixels: 36000000,
        ratio: [0.0625, 16],
      },
      layers: { field: "layer_decomposition", max: 17 },
      output: { formats: ["jpeg", "png"], selectable: true, deliveries: ["url", "inline"] },
      stream: false,
      promptOptimization: ["standard", "fast"],
      native: ["background", "layer_decomposition", "optimize_prompt"],
      prices: [
        { region: "cn-beijing", currency: "CNY", image: 0.3, upToPixels: 2610000, asOf: "2026-08" },
        { region: "cn-beijing", currency: "CNY", image: 0.6, asOf: "2026-08" },
        {
          region: "ap-southeast",
          currency: "USD",
          image: 0.045,
          reference: 0.003,
          freeReferences: 1,
          upToPixels: 2610000,
          asOf: "2026-10",
        },
        { region: "ap-southeast", currency: "USD", image: 0.09, reference: 0.003, freeReferences: 1, asOf: "2026-10" },
      ],
    },
    {
      name: "seedream-5.0-flash",
      title: "Seedream 5.0 Flash",
      status: "active",
      ids: { "cn-beijing": ["doubao-seedream-5-0-flash-260915"], "ap-southeast": ["dola-seedream-5-0-flash-260915"] },
      size: {
        default: "2K",
        custom: true,
        pixels: [921600, 4624220],
        ratio: [0.0625, 16],
        tiers: {
          "1K": {
            "1:1": "1024x1024",
            "4:3": "1152x864",
            "3:4": "864x1152",
            "16:9": "1424x800",
            "9:16": "800x1424",
            "3:2": "1248x832",
            "2:3": "832x1248",
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
            "21:9": "2352x1008",
          },
          "2K": {
            "1:1": "2048x2048",
            "4:3": "2368x1776",
            "3:4": "1776x2368",
            "16:9": "2816x1584",
            "9:16": "1584x2816",
            "3:2": "2496x1664",
            "2:3": "1664x2496",
            "21:9": "3136x1344",
          },
        },
        keywords: ["auto"],
      },
      references: {
        max: 10,
        bytes: 10485760,
        formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif", "heic", "heif"],
        side: 14,
        pixels: 36000000,
        ratio: [0.0625, 16],
      },
      layers: { field: "layer_decomposition", max: 17 },
      output: { formats: ["jpeg", "png"], selectable: true, deliveries: ["url", "inline"] },
      stream: false,
      promptOptimization: ["standard"],
      seed: [-1, 2147483647],
      native: ["background", "layer_decomposition", "optimize_prompt"],
      prices: [
        { region: "cn-beijing", currency: "CNY", image: 0.12, asOf: "2026-09-28" },
        { region: "ap-southeast", currency: "USD", image: 0.018, asOf: "2026-10" },
      ],
    },
    {
      name: "seedream-5.0-lite",
      title: "Seedream 5.0 Lite",
      status: "active",
      ids: {
        "cn-beijing": ["doubao-seedream-5-0-lite-260128", "doubao-seedream-5-0-260128"],
        "ap-southeast": ["seedream-5-0-260128", "seedream-5-0-lite-260128"],
      },
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
      references: {
        max: 14,
        bytes: 10485760,
        formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif", "heic", "heif"],
        side: 14,
        pixels: 36000000,
        ratio: [0.0625, 16],
      },
      group: { max: 15, total: 15, totalEnforced: false, needsReference: false },
      output: { formats: ["jpeg", "png"], selectable: true, deliveries: ["url", "inline"] },
      stream: true,
      promptOptimization: ["standard"],
      native: ["tools", "optimize_prompt"],
      prices: [
        { region: "cn-beijing", currency: "CNY", image: 0.22, unlisted: ["tools"], asOf: "2026-08" },
        { region: "ap-southeast", currency: "USD", image: 0.035, unlisted: ["tools"], asOf: "2026-10" },
      ],
    },
    {
      name: "seedream-4.5",
      title: "Seedream 4.5",
      status: "active",
      ids: { "cn-beijing": ["doubao-seedream-4-5-251128"], "ap-southeast": ["seedream-4-5-251128"] },
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
      references: {
        max: 14,
        bytes: 10485760,
        formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif"],
        side: 14,
        pixels: 36000000,
        ratio: [0.0625, 16],
      },
      group: { max: 15, total: 15, totalEnforced: false, needsReference: false },
      output: { formats: ["jpeg"], selectable: false, deliveries: ["url", "inline"] },
      stream: true,
      promptOptimization: ["standard"],
      native: ["optimize_prompt"],
      prices: [
        { region: "cn-beijing", currency: "CNY", image: 0.25, asOf: "2026-08" },
        { region: "ap-southeast", currency: "USD", image: 0.04, asOf: "2026-10" },
      ],
    },
    {
      name: "seedream-4.0",
      title: "Seedream 4.0",
      status: "active",
      ids: { "cn-beijing": ["doubao-seedream-4-0-250828"], "ap-southeast": ["seedream-4-0-250828"] },
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
            "16:9": "2848x1600",
            "9:16": "1600x2848",
            "3:2": "2496x1664",
            "2:3": "1664x2496",
            "21:9": "3136x1344",
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
      references: {
        max: 14,
        bytes: 10485760,
        formats: ["jpeg", "png", "webp", "bmp", "tiff", "gif"],
        side: 14,
        pixels: 36000000,
        ratio: [0.0625, 16],
      },
      group: { max: 15, total: 15, totalEnforced: false, needsReference: false },
      output: { formats: ["jpeg"], selectable: false, deliveries: ["url", "inline"] },
      stream: true,
      promptOptimization: ["standard", "fast"],
      native: ["optimize_prompt"],
      prices: [
        { region: "cn-beijing", currency: "CNY", image: 0.2, asOf: "2026-08" },
        { region: "ap-southeast", currency: "USD", image: 0.03, asOf: "2026-10" },
      ],
    },
    {
      name: "seedream-3.0-t2i",
      title: "Seedream 3.0",
      status: "retiring",
      ids: { "cn-beijing": ["doubao-seedream-3-0-t2i-250415"], "ap-southeast": ["seedream-3-0-t2i-250415"] },
      size: { default: "1024x1024", custom: true, pixels: [262144, 4194304], tiers: {} },
      output: { formats: ["jpeg"], selectable: false, deliveries: ["url", "inline"] },
      stream: false,
      promptOptimization: [],
      seed: [-1, 2147483647],
      native: ["guidance_scale", "optimize_prompt"],
      prices: [],
    },
    {
      name: "seededit-3.0-i2i",
      title: "SeedEdit 3.0",
      status: "retired",
      ids: { "cn-beijing": ["doubao-seededit-3-0-i2i-250628"], "ap-southeast": ["seededit-3-0-i2i-250628"] },
      size: { custom: false, tiers: {}, keywords: ["adaptive"] },
      references: {
        max: 1,
        bytes: 10485760,
        formats: ["jpeg", "png"],
        side: 14,
        pixels: 36000000,
        ratio: [0.3333333333333333, 3],
      },
      output: { formats: ["jpeg"], selectable: false, deliveries: ["url", "inline"] },
      stream: false,
      promptOptimization: [],
      seed: [-1, 2147483647],
      native: ["guidance_scale", "optimize_prompt"],
      prices: [{ region: "ap-southeast", currency: "USD", image: 0.03, asOf: "2026-10" }],
    },
  ],
};
