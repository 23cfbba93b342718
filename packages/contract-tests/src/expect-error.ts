import { inspect } from "node:util";
import { ContentPolicyError, SeedreamError } from "@seedream-clients/core";
import { expect } from "vitest";
import { apiKey } from "./call-provider.ts";
import type { ExpectedError } from "./fixture.ts";

/** Checks an error against a fixture, and the rules that hold for every error. */
export function expectError(error: unknown, provider: string, { message = "", ...expected }: ExpectedError): void {
  if (!SeedreamError.isInstance(error)) throw new Error(`No SeedreamError was thrown: ${inspect(error)}`);
  expect(viewError(error)).toMatchObject(expected);
  expect(error.message).toContain(message);
  expect(error.provider).toBe(provider);
  expectNoKey(error);
}

/** Returns an error as plain data. */
export function viewError(error: SeedreamError) {
  const { name, status, code, charged, retryable, requestId, reason, retryAfter, raw, images, task, cause } = error;
  return {
    name,
    status,
    code,
    charged,
    retryable,
    requestId,
    reason,
    retryAfter,
    raw,
    images: images.length,
    task,
    subject: ContentPolicyError.isInstance(error) ? error.subject : undefined,
    cause: SeedreamError.isInstance(cause) ? { name: cause.name, code: cause.code } : cause,
  };
}

/** Checks that the key does not show when the value is logged. */
export function expectNoKey(value: unknown): void {
  expect(inspect(value, { depth: 9, showHidden: true })).not.toContain(apiKey);
  expect(JSON.stringify(value) ?? "").not.toContain(apiKey);
}
