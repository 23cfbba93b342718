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
    // An id in the path must come from an earlier response; the path of a submission may have the model.
    if (operation === paid) continue;
    const earlier = responses.slice(0, position).map(toText).join();
    for (const id of readOperation(operation, request) ?? []) {
      const forms = [JSON.stringify(id), `:${id}`, `/${id}/`, `/${id}"`];
      expect(
        forms.some((form) => earlier.includes(form)),
        `${id} of ${url} is in no earlier response; a client takes ids from there`,
      ).toBe(true);
    }
  }
  expectSame(
    requests.filter(({ operation }) => operation === paid),
    baseURL,
    provider,
  );
}

/** Checks that each retry of the paid operation repeats the first submission exactly, save for the field `stream`. */
function expectSame(submissions: readonly SentRequest[], baseURL: string, { path }: ContractProvider): void {
  const [first] = submissions;
  if (!first) return;
  if (!path.includes("{")) expect(first.url).toBe(baseURL + path);
  for (const request of submissions) {
    expect(request.url).toBe(first.url);
    expect(request.headers.get("content-type")).toBe("application/json");
    expect(view(request)).toEqual(view(first));
  }
}

function view({ headers, body }: SentRequest): unknown {
  const { "content-length": _, ...others } = Object.fromEntries(headers);
  const { stream: __, ...fields } = typeof body === "object" ? { stream: undefined, ...body } : { stream: undefined };
  return { headers: others, fields };
}

/** Returns for each submission whether it asks for a stream. */
export function streamsOf(requests: readonly SentRequest[], paid: string): boolean[] {
  const submissions = requests.filter(({ operation }) => operation === paid);
  return submissions.map(({ body }) => typeof body === "object" && body !== null && "stream" in body && !!body.stream);
}

function toText(response: FixtureResponse): string {
  return "noAnswer" in response ? "" : textOf(response);
}
