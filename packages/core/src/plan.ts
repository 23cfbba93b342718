import type { CallOptions, ImageRequest, Warning } from "./contract.ts";
import { InvalidRequestError } from "./errors.ts";
import type { FieldRules } from "./fields.ts";
import type { ModelCatalogue } from "./models.ts";
import { type PreparedRequest, prepare } from "./prepare.ts";
import type { Transport } from "./transport.ts";

/** A provider's way from a portable request to its own. */
export interface RequestForm<Native extends object> {
  readonly models: ModelCatalogue;
  /** Rules of the wire request, loaded for a request with `native` fields. */
  readonly fields: () => Promise<{ readonly fields: FieldRules }>;
  /** A pure function. Fields that are `undefined` are not sent. */
  readonly toWire: (request: PreparedRequest, native: Native | undefined) => object;
}

/** A request as it will be sent. */
export interface Plan {
  readonly request: PreparedRequest;
  readonly body: object;
  readonly warnings: readonly Warning[];
}

/**
 * Turns a portable request into the one to send.
 *
 * @throws {InvalidRequestError} with every broken rule, if validation is `"error"`; nothing has been sent then.
 */
export async function plan<Native extends object>(
  asked: ImageRequest<string, Native>,
  { models, fields, toWire }: RequestForm<Native>,
  { provider, region, validation: usual }: Pick<Transport, "provider" | "region" | "validation">,
  { validation = usual }: Pick<CallOptions, "validation">,
  streaming: boolean,
): Promise<Plan> {
  const request = await prepare(asked, models, region, streaming).catch((cause: unknown) => {
    throw new InvalidRequestError(`The request cannot be read: ${cause}`, { provider, cause });
  });
  const body = toWire(request, asked.native);
  const broken = asked.native ? (await import("./native.ts")).checkNative(body, await fields(), provider) : [];
  const findings = [...request.findings, ...broken];
  const warnings = findings[0] ? (await import("./explain.ts")).explain(findings, request, provider, validation) : [];
  return { request, body, warnings };
}
