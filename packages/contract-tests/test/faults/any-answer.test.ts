import { SeedreamError } from "@seedream-clients/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callClient, methods } from "../../src/call-client.ts";
import { type Answer, anyAnswer, hasLink, link, toResponse } from "../../src/faults/any-answer.ts";
import { subjects } from "../../src/faults/subjects.ts";
import { virtualClock } from "../../src/virtual-clock.ts";

type Subject = (typeof subjects)[number];

/** Calls with a fetch that gives these answers, the last one again and again. */
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

describe.each(subjects)("whatever a provider answers: $name", (subject) => {
  it.each(methods)("%s() keeps to what the answers prove", async (method) => {
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

/** Whether an answer proves that nothing was accepted. One that refuses within a 200 does so if it has nothing else. */
function provesRefusal(answer: Answer): boolean {
  const { status, retryAfter } = answer;
  return status < 300 ? !hasLink(answer) : status === 429 || (status === 503 && retryAfter !== undefined);
}
