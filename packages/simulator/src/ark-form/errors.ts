import type { Issue } from "../issue.ts";

/** An error of a request or of one image, in Ark's form. Gateways pass it on. */
export interface ArkError {
  readonly code: string;
  readonly message: string;
}

/** An issue in Ark's form. */
export interface ArkIssue extends ArkError {
  /** The field. */
  readonly param: string;
  /** Kind of error. */
  readonly type: string;
}

/** Puts an issue into Ark's form. */
export function arkIssue({ kind, field, rule }: Issue): ArkIssue {
  const issue = (code: string, message: string) => ({ code, message, param: field, type: "BadRequest" });
  const notValid = `The parameter \`${field}\` of this request is not valid: ${rule}`;
  switch (kind) {
    case "body":
      return issue("InvalidParameter", `The body of this request is not valid: ${rule}`);
    case "missing":
      return issue("MissingParameter", `The request lacks the required parameter \`${field}\``);
    case "unsupported":
      return issue("InvalidParameter", `The parameter \`${field}\` is not supported by the current model`);
    case "empty-url":
      return issue("InvalidImageURL.EmptyURL", notValid);
    case "url-format":
      return issue("InvalidImageURL.InvalidFormat", notValid);
    case "size":
      // Ark leaves both empty here.
      return { ...issue("InvalidParameter", notValid), param: "", type: "" };
    case "invalid":
      return issue("InvalidParameter", notValid);
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
