export { createWebClient, type WebCallOptions, type WebClient, type WebClientOptions } from "./page/web-client.ts";
export type { Amounts } from "./protocol.ts";
