/** A request that Ark does not carry out, as Ark says so. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly param: string;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    { param = "", type = TYPES[status] ?? "", headers = {} }: Partial<Pick<Refusal, "param" | "type" | "headers">> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param;
    this.type = type;
    this.headers = headers;
  }

  toResponse(requestId: string): Response {
    const { code, param, type } = this;
    const message = `${this.message}. Request id: ${requestId}`;
    return Response.json({ error: { code, message, param, type } }, { status: this.status, headers: this.headers });
  }
}

const TYPES: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  429: "TooManyRequests",
  500: "InternalServerError",
};

/** The caller's key is missing or wrong. */
export function unauthorized(): Refusal {
  return new Refusal(401, "AuthenticationError", "The API key or AK/SK of this request is missing or not valid", {
    headers: { "x-error-code": "AuthN_MissOrInvalidAuthorizationHeader" },
  });
}

/** A field has a value that is not allowed. */
export function invalid(param: string, reason: string): Refusal {
  return new Refusal(400, "InvalidParameter", `The parameter \`${param}\` of this request is not valid: ${reason}`, {
    param,
  });
}

/** A field that the model does not take. */
export function unsupported(param: string): Refusal {
  return new Refusal(400, "InvalidParameter", `The parameter \`${param}\` is not supported by the current model`, {
    param,
  });
}

/** A size that breaks a rule. Ark leaves `param` and `type` empty here. */
export function invalidSize(reason: string): Refusal {
  return new Refusal(400, "InvalidParameter", `The parameter \`size\` of this request is not valid: ${reason}`, {
    type: "",
  });
}

/** No such model or endpoint in this region, or not any more. */
export function noSuchModel(model: string): Refusal {
  return new Refusal(
    404,
    "InvalidEndpointOrModel.NotFound",
    `The model or endpoint ${model} does not exist, or you have no access to it`,
  );
}

/** Why one image of a request failed. */
export interface ImageError {
  readonly code: string;
  readonly message: string;
}

/** Moderation withheld the image. */
export const OUTPUT_BLOCKED: ImageError = {
  code: "OutputImageSensitiveContentDetected",
  message: "The request failed because the image made may contain sensitive information.",
};

/** The provider failed while it made the image. */
export const INTERNAL_ERROR: ImageError = {
  code: "InternalServiceError",
  message: "The service met an unexpected internal error.",
};
