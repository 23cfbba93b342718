import { describe, expect, it } from "vitest";
import { apiKey } from "../src/call-provider.ts";
import { expectRequests } from "../src/expect-requests.ts";
import type { FixtureResponse } from "../src/fixture-response.ts";
import { type MockProvider, Responder, type SentRequest } from "../src/mock-provider.ts";
import type { ContractProvider } from "../src/provider.ts";

const baseURL = "https://queue.test";
const poll = "get /{app}/requests/{id}";
const provider: ContractProvider = {
  name: "queue",
  path: "/{model}",
  successResponses: [],
  create: () => {
    throw new Error("not called");
  },
};

const headers = new Headers({ authorization: `Bearer ${apiKey}`, "content-type": "application/json" });
const submission: SentRequest = {
  method: "POST",
  operation: "post /{model}",
  url: `${baseURL}/a/b`,
  headers,
  body: {},
};
const polled = (id: string): SentRequest => ({
  method: "GET",
  operation: poll,
  url: `${baseURL}/app/requests/${id}`,
  headers,
  body: "",
});
const link = { response_url: `${baseURL}/app/requests/r1` };

function check(requests: readonly SentRequest[], json: unknown) {
  const responses: FixtureResponse[] = [
    { status: 200, json },
    { operation: poll, status: 200, json: {} },
  ];
  const mock: MockProvider = { baseURL, respondWith: async () => new Responder(responses) };
  return () => expectRequests(requests, responses.slice(0, requests.length), provider, mock);
}

describe("an id in the path of a request", () => {
  it.each([
    ["a field", { app: "app", id: "r1" }, "r1"],
    ["a number", { app: "app", id: 1 }, "1"],
    ["a link", link, "r1"],
  ])("may come from %s of an earlier response", (_, json, id) => {
    expect(check([submission, polled(id)], json)).not.toThrow();
  });

  it("is reported if no earlier response has it", () => {
    expect(check([submission, polled("r2")], link)).toThrow(
      "r2 of https://queue.test/app/requests/r2 is in no earlier",
    );
  });

  it("may be the model, which is in no response, if the request is a submission", () => {
    expect(check([submission], link)).not.toThrow();
  });
});
