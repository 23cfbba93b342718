import { expect } from "vitest";
import { apiKey } from "./call-provider.ts";
import { type FixtureResponse, textOf } from "./fixture-response.ts";
import type { MockProvider, SentRequest } from "./mock-provider.ts";
import { paidOperation, readOperation } from "./operation.ts";
import type { ContractProvider } from "./provider.ts";

/** Checks the rules that hold for all requests of a call: one for each response, with the key, and identical retries. */
export function expectRequests(
  requests: readonly SentRequest[],
  responses: readonly FixtureResponse[],
  provider: ContractProvider,
  { baseURL }: MockProvider,
): void {
  const paid = paidOperation(provider);
  expect(requests.map(({ operation }) => operation)).toEqual(responses.map(({ operation = paid }) => operation));
  for (const [position, request] of requests.entries()) {
    const { url, headers, operation } = request;
    expect(headers.get("authorization")).toBe(`Bearer ${apiKey}`);
    if (provider.requestIdHeader) expect(headers.get(provider.requestIdHeader)).toBeTruthy();
    expect(url.startsWith(`${baseURL}/`)).toBe(true);
    // An id in the path must come from an earlier response.
    for (const id of readOperation(operation, request) ?? []) {
      expect(responses.slice(0, position).map(toText).join()).toContain(JSON.stringify(id));
    }
  }
  expectSame(
    requests.filter(({ operation }) => operation === paid),
    baseURL + provider.path,
  );
}

/** Checks that each retry of the paid operation repeats the first submission exactly. */
function expectSame(submissions: readonly SentRequest[], url: string): void {
  const [first] = submissions.map(view);
  for (const request of submissions) {
    expect(request.url).toBe(url);
    expect(request.headers.get("content-type")).toBe("application/json");
    expect(view(request)).toEqual(first);
  }
}

function view({ headers, body }: SentRequest): unknown {
  return { headers: Object.fromEntries(headers), body };
}

function toText(response: FixtureResponse): string {
  return "noAnswer" in response ? "" : textOf(response);
}
