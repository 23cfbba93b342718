import { createArk } from "@seedream-clients/ark";
import type { ImageResult } from "@seedream-clients/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { callClient, methods } from "../../src/call-client.ts";
import { answer, json, status } from "../../src/faults/answer.ts";
import { outcomeUnknown, redirects, refusals } from "../../src/faults/catalogue.ts";
import { echo, echoes, spellings } from "../../src/faults/echo.ts";
import type { Fault } from "../../src/faults/fault-server.ts";
import { useFaultServer } from "../../src/faults/harness.ts";
import { formsOf, leaks } from "../../src/faults/leaks.ts";
import { apiKey, apimart, arkStream, arkWhole, type Subject, subjects, task, whole } from "../../src/faults/subject.ts";
import { virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Everything that a call tells and that a caller might log, but for images and the provider's own words about them. */
async function told(subject: Subject, method: (typeof methods)[number], faults: readonly Fault[]): Promise<unknown[]> {
  server().play(...faults);
  const notices: unknown[] = [];
  const client = subject.create({
    baseURL: server().origin,
    clock: virtualClock(),
    onRetry: (notice) => notices.push(notice),
  });
  const { error, result, events } = await callClient(client, method, subject.request);
  const failures = events.flatMap((event) => (event.type === "image-failed" ? [event.error] : []));
  return [client, notices, ...failures, ...(result ? failuresOf(result) : []), ...(error ? [error] : [])];
}

function failuresOf({ images, interrupted, requestId, clientRequestId }: ImageResult): unknown[] {
  return [...images.flatMap((outcome) => (outcome.ok ? [] : [outcome.error])), interrupted, requestId, clientRequestId];
}

const keyLeaks = (values: readonly unknown[]) => values.flatMap((value) => leaks(value, apiKey));

it("the search for leaks finds the key wherever it is", () => {
  for (const form of Object.values(formsOf(apiKey))) {
    const cause = Object.assign(new Error("cause"), { data: form });
    const hidden = Object.defineProperty(new Error("x"), "hidden", { value: { deep: { deeper: [form] } } });
    for (const error of [new Error(form), new Error("x", { cause }), hidden, { client: { key: form } }]) {
      expect(leaks(error, apiKey)).not.toEqual([]);
    }
  }
  expect(leaks(new Error("x"), apiKey)).toEqual([]);
});

describe.each(subjects)("the key shows nowhere, $name", (subject) => {
  const good = subject.submitted;
  const faults = [
    ...outcomeUnknown.map(({ name, to }) => ({ name, fault: to(good) })),
    ...refusals.map(({ name, fault }) => ({ name, fault })),
    ...redirects.map((code) => ({ name: `${code}`, fault: status(code, { location: "https://elsewhere.example/" }) })),
    ...[400, 401, 402, 403, 404, 413, 422].map((code) => ({ name: `${code}`, fault: status(code) })),
    { name: "no fault", fault: answer(good) },
  ];

  it.each(faults)("after $name", async ({ fault }) => {
    for (const method of methods) {
      const values = await told(subject, method, [fault, fault, fault, ...subject.followed]);
      expect(keyLeaks(values)).toEqual([]);
    }
  });

  it("when there is no server", async () => {
    const client = subject.create({ baseURL: "http://nowhere.invalid", clock: virtualClock() });
    const { error } = await callClient(client, "generate", subject.request);
    expect(error).toBeDefined();
    expect(keyLeaks([error])).toEqual([]);
  });
});

describe.each(Object.entries(spellings))("the key shows nowhere when the server tells it %s", (_, spell) => {
  it.each(echoes)("in $name", async ({ tell, partial }) => {
    const fault = echo(tell, spell);
    for (const subject of partial ? [arkStream] : subjects) {
      for (const method of methods) {
        const values = await told(subject, method, [fault]);
        expect(keyLeaks(values)).toEqual([]);
      }
    }
  });

  it.each([
    { name: "the failure of a task", tell: (text: string) => answer(task("failed", { error: { message: text } })) },
    { name: "the refusal of a look", tell: (text: string) => answer(json({ error: { message: text } }), 401) },
    { name: "the id of a refused look", tell: (text: string) => answer(json({}), 404, { "x-request-id": text }) },
  ])("in $name", async ({ tell }) => {
    const values = await told(apimart, "generate", [answer(apimart.submitted), echo(tell, spell)]);
    expect(keyLeaks(values)).toEqual([]);
  });
});

it("the key is not in the error of a link that has it", async () => {
  const link = `${server().origin}/0.jpeg?key=${apiKey}`;
  server().play(answer(whole({ url: link })), status(403));
  const client = arkWhole.create({ baseURL: server().origin, download: { allowPrivateHosts: true } });
  const { result } = await callClient(client, "generate", arkWhole.request);
  const [outcome] = result?.images ?? [];
  const error = outcome?.ok ? await outcome.image.bytes().catch((cause: unknown) => cause) : undefined;
  expect(error).toMatchObject({ name: "DownloadError" });
  expect(keyLeaks([error])).toEqual([]);
});

describe("a key", () => {
  it.each(["\n", "\r\n", " ", "\t", "é", "键", "\u200b"])("with %j in it is refused without being quoted", (odd) => {
    let error: unknown;
    try {
      createArk({ apiKey: apiKey.slice(0, 8) + odd + apiKey.slice(8) });
    } catch (cause) {
      error = cause;
    }
    expect(error).toMatchObject({ name: "AuthenticationError" });
    expect(leaks(error, apiKey.slice(8))).toEqual([]);
  });

  it("is not taken into a web page unless told to", () => {
    vi.stubGlobal("document", {});
    expect(() => createArk({ apiKey })).toThrow("dangerouslyAllowBrowser");
    expect(() => createArk({ apiKey, dangerouslyAllowBrowser: true })).not.toThrow();
  });
});
