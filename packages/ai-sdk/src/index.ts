export type { Facts } from "./facts.ts";
export type { ImageModelSettings, SeedreamImageModel } from "./image-model.ts";
export {
  type ImageModelId,
  type SeedreamImageModelV3,
  type SeedreamProvider,
  type SeedreamProviderV3,
  seedream,
  seedreamV3,
} from "./provider.ts";
export type { SeedreamImageOptions } from "./provider-options.ts";
export type { GenerateResult } from "./result.ts";
