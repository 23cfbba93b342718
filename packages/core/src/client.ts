/** Describes providers and creates their clients. For authors of clients: it may change in any minor version. */
export { createRedact, type Redact } from "./errors/redact.ts";
export { createClient, createTaskClient, type ProviderClient, type TaskClient } from "./generate/create-client.ts";
export { toBase64 } from "./images/base64.ts";
export type { Downloader } from "./images/downloader.ts";
export { sniffFormat } from "./images/formats.ts";
export { FetchedImage, type ImageFacts } from "./images/generated-image.ts";
export {
  type Api,
  defineProvider,
  type PreparedRequest,
  type Provider,
  type ProviderEvent,
  type RefusedAs,
  type Sendable,
} from "./provider.ts";
export type { FieldRule, FieldRules } from "./request/native-fields.ts";
export { uncountedField, unpricedField } from "./request/price.ts";
export { isTier } from "./request/size.ts";
export { arkRefusedAs, readArkMessage, readImageFacts, readSource } from "./response/ark-form.ts";
export { isObject, type JsonObject, moment, number, object, parseJson, text } from "./response/json.ts";
export { systemClock } from "./transport/clock.ts";
