/** The kit that the provider packages are built with. For authors of clients: it may change in any minor version. */
export { readArkMessage } from "./ark-answer.ts";
export { type Exchange, type Message, synchronousExchange } from "./exchange.ts";
export type { FieldRule, FieldRules } from "./fields.ts";
export { createImagesClient, type ImagesProvider } from "./images-client.ts";
export { moment, number, object, text } from "./json.ts";
export { lazy } from "./lazy.ts";
export type { Part } from "./part.ts";
export type { PreparedRequest } from "./prepare.ts";
export { rawFetch } from "./raw-fetch.ts";
export type { Sendable } from "./sendable.ts";
export { isTier } from "./size.ts";
export { type TaskForm, taskExchange } from "./task-exchange.ts";
export { createTasks } from "./tasks.ts";
export { createTransport, type ProviderDefaults, type Transport } from "./transport.ts";
