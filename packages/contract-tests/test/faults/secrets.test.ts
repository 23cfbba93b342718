import { createArk } from "@seedream-clients/ark";
import type { ImageResult } from "@seedream-clients/core";
import { describe, expect, it } from "vitest";
import { callClient, methods } from "../../src/call-client.ts";
import { json, task, whole } from "../../src/faults/bodies.ts";
import { redirects, refusals, unknownOutcomes } from "../../src/faults/faults.ts";
import type { Handler } from "../../src/faults/handler.ts";
import { respond, respondStatus } from "../../src/faults/handlers.ts";
import { echoKey, encodings, keyEchoes } from "../../src/faults/key-echoes.ts";
import { encodingsOf, leaks } from "../../src/faults/leaks.ts";
import { apiKey, apimart, arkStream, arkWhole, type Subject, subjects } from "../../src/faults/subjects.ts";
import { useFaultServer } from "../../src/faults/use-fault-server.ts";
import { virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();

/** Returns all values of a call that a caller might log, except images and their texts, which are not redacted. */
async function loggableValues(
  subject: Subject,
  method: (typeof methods)[number],
  handlers: readonly Handler[],
): Promise<unknown[]> {
  await server().respondWith(...handlers);
  const retries: unknown[] = [];
  const client = subject.create({
    baseURL: server().origin,
    clock: virtualClock(),
    onRetry: (retry) => retries.push(retry),
  });
  const { error, result, events } = await callClient(client, method, subject.request);
  const failures = events.flatMap((event) => (event.type === "image-failed" ? [event.error] : []));
  return [client, retries, ...failures, ...(result ? failuresOf(result) : []), ...(error ? [error] : [])];
}

function failuresOf({ images, interrupted, requestId, clientRequestId }: ImageResult): unknown[] {
  return [...images.flatMap((outcome) => (outcome.ok ? [] : [outcome.error])), interrupted, requestId, clientRequestId];
}

const keyLeaks = (values: readonly unknown[]) => values.flatMap((value) => leaks(value, apiKey));

it("leaks() finds the key in every encoding and place", () => {
  for (const encoded of Object.values(encodingsOf(apiKey))) {
    const cause = Object.assign(new Error("cause"), { data: encoded });
    const hidden = Object.defineProperty(new Error("x"), "hidden", { value: { deep: { deeper: [encoded] } } });
    for (const error of [new Error(encoded), new Error("x", { cause }), hidden, { client: { key: encoded } }]) {
      expect(leaks(error, apiKey)).not.toEqual([]);
    }
  }
  expect(leaks(new Error("x"), apiKey)).toEqual([]);
});

describe.each(subjects)("never shows the key: $name", (subject) => {
  const good = subject.submission;
  const cases = [
    ...unknownOutcomes.map(({ name, damage }) => ({ name, handler: damage(good) })),
    ...refusals,
    ...redirects.map((code) => ({
      name: `${code}`,
      handler: respondStatus(code, { location: "https://elsewhere.example/" }),
    })),
    ...[400, 401, 402, 403, 404, 413, 422].map((code) => ({ name: `${code}`, handler: respondStatus(code) })),
    { name: "success", handler: respond(good) },
  ];

  it.each(cases)("after $name", async ({ handler }) => {
    for (const method of methods) {
      const values = await loggableValues(subject, method, [handler, handler, handler, ...subject.polls]);
      expect(keyLeaks(values)).toEqual([]);
    }
  });

  it("when the host name does not resolve", async () => {
    const client = subject.create({ baseURL: "http://nowhere.invalid", clock: virtualClock() });
    const { error } = await callClient(client, "generate", subject.request);
    expect(error).toBeDefined();
    expect(keyLeaks([error])).toEqual([]);
  });
});

describe.each(Object.entries(encodings))("never shows the key when the server quotes it %s", (_, encode) => {
  it.each(keyEchoes)("in $name", async ({ respondWith, stream }) => {
    const handler = echoKey(respondWith, encode);
    for (const subject of stream ? [arkStream] : subjects) {
      for (const method of methods) {
        const values = await loggableValues(subject, method, [handler]);
        expect(keyLeaks(values)).toEqual([]);
      }
    }
  });

  it.each([
    {
      name: "the failure of a task",
      respondWith: (text: string) => respond(task("failed", { error: { message: text } })),
    },
    { name: "the refusal of a poll", respondWith: (text: string) => respond(json({ error: { message: text } }), 401) },
    {
      name: "the request id of a refused poll",
      respondWith: (text: string) => respond(json({}), 404, { "x-request-id": text }),
    },
  ])("in $name", async ({ respondWith }) => {
    const values = await loggableValues(apimart, "generate", [
      respond(apimart.submission),
      echoKey(respondWith, encode),
    ]);
    expect(keyLeaks(values)).toEqual([]);
  });
});

it("does not show a key in the link of a failed download", async () => {
  const link = `${server().origin}/0.jpeg?key=${apiKey}`;
  await server().respondWith(respond(whole({ url: link })), respondStatus(403));
  const client = arkWhole.create({ baseURL: server().origin, download: { allowPrivateHosts: true } });
  const { result } = await callClient(client, "generate", arkWhole.request);
  const [outcome] = result?.images ?? [];
  const error = outcome?.ok ? await outcome.image.bytes().catch((cause: unknown) => cause) : undefined;
  expect(error).toMatchObject({ name: "DownloadError" });
  expect(keyLeaks([error])).toEqual([]);
});

describe("a key", () => {
  it.each(["\n", "\r\n", " ", "\t", "é", "键", "\u200b"])("with %j is refused without being quoted", (character) => {
    let error: unknown;
    try {
      createArk({ apiKey: apiKey.slice(0, 8) + character + apiKey.slice(8) });
    } catch (cause) {
      error = cause;
    }
    expect(error).toMatchObject({ name: "AuthenticationError" });
    expect(leaks(error, apiKey.slice(8))).toEqual([]);
  });
});
