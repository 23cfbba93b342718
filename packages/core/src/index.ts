// Types of the raw API, so that declarations of code that uses it can name them.
export type { ClientMethod, ClientRequestMethod, FetchResponse, Middleware } from "openapi-fetch";
export type * from "./contract/catalogue.ts";
export { findModel } from "./contract/catalogue.ts";
export type * from "./contract/client.ts";
export {
  AbortedError,
  AuthenticationError,
  ConnectionError,
  ContentPolicyError,
  DownloadError,
  type ErrorDetails,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
  SeedreamError,
  ServerError,
  StreamInterruptedError,
  TaskFailedError,
  TaskTimeoutError,
  TimeoutError,
} from "./contract/errors.ts";
export type * from "./contract/image.ts";
export type * from "./contract/options.ts";
export type * from "./contract/request.ts";
export type * from "./contract/result.ts";
export type * from "./contract/task.ts";
export type { Api } from "./provider.ts";
export { estimateCost } from "./request/price.ts";
