import { SeedreamError } from "@seedream-clients/core";
import { describe, expect, it } from "vitest";
import type { Method, Outcome } from "./call-client.ts";
import { callProvider } from "./call-provider.ts";
import { expectError } from "./expect-error.ts";
import { expectRequests, streamsOf } from "./expect-requests.ts";
import { expectForward, expectOutcomes, expectResult, outcomesOf, progressOf } from "./expect-result.ts";
import type { ExpectedError, ResponseFixture } from "./fixture.ts";
import type { FixtureResponse } from "./fixture-response.ts";
import { loadFixtures } from "./load-fixtures.ts";
import type { MockProvider, SentRequest } from "./mock-provider.ts";
import { paidOperation } from "./operation.ts";
import { toRequest } from "./portable-request.ts";
import type { ContractProvider } from "./provider.ts";
import type { Spec } from "./spec.ts";

/** Tests that a response becomes the result or error of its fixture, through `generate()` and `stream()`. */
export function describeResponses(provider: ContractProvider, openMock: () => MockProvider): void {
  describe.each([...loadFixtures(provider.name, "responses")])("%s", (_, fixture) => {
    it(`${fixture.name}: generate()`, async () => {
      const { result, error, requests } = await callWith(provider, openMock(), fixture, "generate");
      if (fixture.streams) expect(streamsOf(requests, paidOperation(provider))).toEqual(fixture.streams);
      if (fixture.result) {
        if (error) throw error;
        await expectResult(result, provider.name, fixture.result);
        expectRaw(result?.raw, responsesOf(fixture).at(-1));
      }
      if (fixture.error) expectError(error, provider.name, fixture.error);
    });

    it(`${fixture.name}: stream()`, async () => {
      const { events, result, error } = await callWith(provider, openMock(), fixture, "stream");
      const types = events.map((event) => (event.type === "unknown" ? `unknown ${event.name}` : event.type));
      expect(types[0]).toBe("progress");
      expectForward(events);
      expect(types.filter((type) => type !== "progress")).toEqual(expectedEvents(fixture));
      if (fixture.progress) expect(progressOf(events)).toEqual(fixture.progress);
      if (fixture.result) await expectOutcomes(outcomesOf(events), fixture.result.images);

      const failure = expectedFailure(fixture);
      if (failure) expectError(error, provider.name, failure);
      else if (error) throw error;
      else if (fixture.result) await expectResult(result, provider.name, fixture.result);
    });
  });
}

/** Tests that the responses of the fixtures match the spec, and cover each status that it documents. */
export function describeResponseFixtures(provider: ContractProvider, spec: Spec): void {
  const fixtures = loadFixtures(provider.name, "responses");

  it.each([...fixtures])("%s matches the spec", (_, fixture) => {
    expect(responsesOf(fixture).flatMap((response) => spec.checkResponse(response))).toEqual([]);
  });

  it("cover every documented status of the operations that a call needs", () => {
    const needed = provider.successResponses.map(({ operation = paidOperation(provider) }) => `${operation} `);
    const covered = [...fixtures.values()]
      .flatMap(responsesOf)
      .map((response) =>
        "noAnswer" in response ? "" : `${response.operation ?? paidOperation(provider)} ${response.status}`,
      );
    const documented = spec.responses.filter((response) => needed.some((operation) => response.startsWith(operation)));
    expect(documented.filter((response) => !covered.includes(response))).toEqual([]);
  });
}

async function callWith(
  provider: ContractProvider,
  mock: MockProvider,
  fixture: ResponseFixture,
  method: Method,
): Promise<Outcome & { readonly requests: readonly SentRequest[] }> {
  const responses = responsesOf(fixture);
  const log = await mock.respondWith(responses, paidOperation(provider));
  const outcome = await callProvider(provider, mock, method, toRequest(fixture.request), fixture.options);
  const requests = await log.requests();
  expectRequests(requests, responses, provider, mock);
  expectClientRequestId(outcome, provider.requestIdHeader && requests[0]?.headers.get(provider.requestIdHeader));
  return { ...outcome, requests };
}

/** Checks that the result or error has the id that lets the provider find the call. */
function expectClientRequestId({ result, error }: Outcome, id: string | null | undefined): void {
  const found = result?.clientRequestId ?? (SeedreamError.isInstance(error) ? error.clientRequestId : undefined);
  if (id) expect(found).toBe(id);
  else expect(found).toBeTruthy();
}

/** Checks that `raw` has the whole response, also the fields that the portable result leaves out. */
function expectRaw(raw: unknown, response: FixtureResponse | undefined): void {
  if (!response || "noAnswer" in response) return;
  const messages = [raw].flat();
  if ("json" in response) expect(messages).toContainEqual(response.json);
  if (!("events" in response)) return;
  expect(messages).toEqual(response.events.map(({ data }) => data).filter((data) => data !== "[DONE]"));
}

function responsesOf({ response }: ResponseFixture): readonly FixtureResponse[] {
  return "length" in response ? response : [response];
}

/** Returns the events of `stream()` without progress. By default: the images in order. */
function expectedEvents({ events, result, error }: ResponseFixture): readonly string[] {
  if (events) return events;
  const images = result?.images.map(({ ok }) => (ok ? "image" : "image-failed"));
  if (!images) return Array.from({ length: error?.images ?? 0 }, () => "image");
  return result?.interrupted ? images : [...images, "completed"];
}

/** Returns the error of `stream()`, which throws an interruption that `generate()` puts on its result. */
function expectedFailure(fixture: ResponseFixture): ExpectedError | undefined {
  if (expectedEvents(fixture).at(-1) === "completed") return undefined;
  const { images = [], interrupted } = fixture.result ?? {};
  if (!interrupted) return fixture.error;
  return { ...interrupted, charged: "unknown", retryable: false, images: images.filter(({ ok }) => ok).length };
}
