import { SeedreamError } from "@seedream-clients/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callClient, methods } from "../../src/call-client.ts";
import { type Answer, anyAnswer, hasLink, link, toResponse } from "../../src/faults/any-answer.ts";
import { subjects } from "../../src/faults/subjects.ts";
import { virtualClock } from "../../src/virtual-clock.ts";

type Subject = (typeof subjects)[number];

/** Makes a call with a fetch that returns these answers in turn, and repeats the last one. */
async function call(subject: Subject, method: (typeof methods)[number], answers: readonly Answer[]) {
  const submissions: Answer[] = [];
  let requests = 0;
  const fetch: typeof globalThis.fetch = async (_, init) => {
    const answer = answers[Math.min(requests++, answers.length - 1)];
    if (!answer) throw new Error("No answers");
    if (init?.method === "POST") submissions.push(answer);
    return toResponse(answer);
  };
  const outcome = await callClient(subject.create({ fetch, clock: virtualClock() }), method, subject.request);
  return { ...outcome, submissions, polls: requests - submissions.length };
}

describe.each(subjects)("for any responses of a provider: $name", (subject) => {
  it.each(methods)("%s() assumes no more than the responses prove", async (method) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAnswer, { minLength: 1, maxLength: 3 }), async (answers) => {
        const { submissions, polls, error } = await call(subject, method, answers);
        const last = submissions.at(-1);
        for (const repeated of submissions.slice(0, -1)) expect(repeated, "a repeat").toSatisfy(provesRefusal);
        if (!SeedreamError.isInstance(error)) return;
        expect(error.retryable && error.charged, "what may be repeated").not.toBe("unknown");
        if (polls > 0 || !last || last.status >= 300 || !hasLink(last)) return;
        expect(error, "an error of an answer with a link").toMatchObject({ charged: "unknown", retryable: false });
        expect(JSON.stringify([error.raw, error.images]), "what the error keeps").toContain(link);
      }),
      { numRuns: 300 },
    );
  });
});

/** Whether an answer proves that nothing was accepted. A refusal within a 200 proves it only without a link. */
function provesRefusal(answer: Answer): boolean {
  const { status, retryAfter } = answer;
  return status < 300 ? !hasLink(answer) : status === 429 || (status === 503 && retryAfter !== undefined);
}
