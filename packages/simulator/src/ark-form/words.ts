import type { Fault } from "../fault.ts";

/** Why a request, or one image of it, failed, as Ark says it; gateways pass it on. */
export interface ArkError {
  readonly code: string;
  readonly message: string;
}

/** A fault in Ark's words. */
export interface ArkFault extends ArkError {
  /** The field at fault. */
  readonly param: string;
  /** Kind of error. */
  readonly type: string;
}

/** Puts a fault in Ark's words. */
export function faultInWords({ kind, field, rule }: Fault): ArkFault {
  const fault = (code: string, message: string) => ({ code, message, param: field, type: "BadRequest" });
  const notValid = `The parameter \`${field}\` of this request is not valid: ${rule}`;
  switch (kind) {
    case "body":
      return fault("InvalidParameter", `The body of this request is not valid: ${rule}`);
    case "missing":
      return fault("MissingParameter", `The request lacks the required parameter \`${field}\``);
    case "unsupported":
      return fault("InvalidParameter", `The parameter \`${field}\` is not supported by the current model`);
    case "empty-url":
      return fault("InvalidImageURL.EmptyURL", notValid);
    case "url-format":
      return fault("InvalidImageURL.InvalidFormat", notValid);
    case "size":
      // Ark leaves both empty here.
      return { ...fault("InvalidParameter", notValid), param: "", type: "" };
    case "invalid":
      return fault("InvalidParameter", notValid);
  }
}

/** Moderation refused the prompt. */
export const INPUT_BLOCKED: ArkError = {
  code: "InputTextSensitiveContentDetected",
  message: "The request failed because the input text may contain sensitive information",
};

/** Moderation withheld the image. */
export const OUTPUT_BLOCKED: ArkError = {
  code: "OutputImageSensitiveContentDetected",
  message: "The request failed because the image made may contain sensitive information.",
};

/** The provider failed while it made the image. */
export const INTERNAL_ERROR: ArkError = {
  code: "InternalServiceError",
  message: "The service met an unexpected internal error.",
};
