export type { Clock } from "./clock.ts";
export type * from "./contract.ts";
export type { DownloadLimits } from "./download.ts";
export * from "./errors.ts";
export type { GeneratedImage, ReadOptions } from "./image.ts";
export type * from "./models.ts";
export { findModel } from "./models.ts";
export { estimateCost } from "./price.ts";
export type { ClientOptions, RetryNotice } from "./transport.ts";
