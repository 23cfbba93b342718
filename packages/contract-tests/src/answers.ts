import { SeedreamError } from "@seedream-clients/core";
import { describe, expect, it } from "vitest";
import type { Channel } from "./channel.ts";
import { expectError } from "./expect-error.ts";
import { expectOutcomes, expectResult, outcomesOf, progressOf } from "./expect-result.ts";
import { expectSent } from "./expect-sent.ts";
import type { AnswerFixture, ExpectedError } from "./fixture.ts";
import { loadFixtures } from "./load-fixtures.ts";
import { paidOperation } from "./operation.ts";
import { toRequest } from "./portable-request.ts";
import type { ContractProvider } from "./provider.ts";
import type { Reply } from "./reply.ts";
import { type Method, type Outcome, run } from "./run.ts";
import type { Spec } from "./spec.ts";

/** An answer becomes exactly the result or error of its fixture, however it is asked for. */
export function describeAnswers(provider: ContractProvider, openChannel: () => Channel): void {
  describe.each([...loadFixtures(provider.name, "answers")])("%s", (_, fixture) => {
    it(`${fixture.name}: generate()`, async () => {
      const { result, error } = await ask(provider, openChannel(), fixture, "generate");
      if (fixture.result) {
        if (error) throw error;
        await expectResult(result, provider.name, fixture.result);
        expectRaw(result?.raw, repliesOf(fixture).at(-1));
      }
      if (fixture.error) expectError(error, provider.name, fixture.error);
    });

    it(`${fixture.name}: stream()`, async () => {
      const { events, result, error } = await ask(provider, openChannel(), fixture, "stream");
      const types = events.map((event) => (event.type === "unknown" ? `unknown ${event.name}` : event.type));
      expect(types[0]).toBe("progress");
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

/** The answers of the fixtures are what the provider documents, and leave out no status of its own. */
export function describeReplies(provider: ContractProvider, spec: Spec): void {
  const fixtures = loadFixtures(provider.name, "answers");

  it.each([...fixtures])("%s is written as the spec has it", (_, fixture) => {
    expect(repliesOf(fixture).flatMap((reply) => spec.reply(reply))).toEqual([]);
  });

  it("every documented status of the operations that a call needs has a case", () => {
    const needed = provider.accepted.map(({ operation = paidOperation(provider) }) => `${operation} `);
    const replies = [...fixtures.values()].flatMap(repliesOf);
    const answered = replies.map((reply) =>
      "noAnswer" in reply ? "" : `${reply.operation ?? paidOperation(provider)} ${reply.status}`,
    );
    const documented = spec.answers.filter((answer) => needed.some((operation) => answer.startsWith(operation)));
    expect(documented.filter((answer) => !answered.includes(answer))).toEqual([]);
  });
}

async function ask(
  provider: ContractProvider,
  channel: Channel,
  fixture: AnswerFixture,
  method: Method,
): Promise<Outcome> {
  const replies = repliesOf(fixture);
  const sent = channel.play(replies, paidOperation(provider));
  const outcome = await run(provider, channel, method, toRequest(fixture.request), fixture.options);
  expectSent(sent, replies, provider, channel);
  expectId(outcome, provider.requestIdHeader && sent[0]?.headers.get(provider.requestIdHeader));
  return outcome;
}

/** Results and errors quote the id under which the provider can find the call. */
function expectId({ result, error }: Outcome, id: string | null | undefined): void {
  const quoted = result?.clientRequestId ?? (SeedreamError.isInstance(error) ? error.clientRequestId : undefined);
  if (id) expect(quoted).toBe(id);
  else expect(quoted).toBeTruthy();
}

/** Whatever the portable result leaves out is there as the provider sent it. */
function expectRaw(raw: unknown, reply: Reply | undefined): void {
  if (!reply || "noAnswer" in reply) return;
  const messages = [raw].flat();
  if ("json" in reply) expect(messages).toContainEqual(reply.json);
  if (!("events" in reply)) return;
  expect(messages).toEqual(reply.events.map(({ data }) => data).filter((data) => data !== "[DONE]"));
}

function repliesOf({ response }: AnswerFixture): readonly Reply[] {
  return "length" in response ? response : [response];
}

/** What stream() yields but for progress, where the fixture does not say: the images in order. */
function expectedEvents({ events, result, error }: AnswerFixture): readonly string[] {
  if (events) return events;
  const images = result?.images.map(({ ok }) => (ok ? "image" : "image-failed"));
  if (!images) return Array.from({ length: error?.images ?? 0 }, () => "image");
  return result?.interrupted ? images : [...images, "completed"];
}

/** What stream() throws. Where generate() gives what arrived, stream() has given it and throws why it ended. */
function expectedFailure(fixture: AnswerFixture): ExpectedError | undefined {
  if (expectedEvents(fixture).at(-1) === "completed") return undefined;
  const { images = [], interrupted } = fixture.result ?? {};
  if (!interrupted) return fixture.error;
  return { ...interrupted, charged: "unknown", retryable: false, images: images.filter(({ ok }) => ok).length };
}
