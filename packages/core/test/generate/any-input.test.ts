import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidRequestError, SeedreamError } from "../../src/contract/errors.ts";
import type { TaskOptions } from "../../src/contract/options.ts";
import type { ImageRequest } from "../../src/contract/request.ts";
import type { ImageEvent } from "../../src/contract/result.ts";
import type { TaskHandle } from "../../src/contract/task.ts";
import { json, request, scripted, settled } from "../fake-provider.ts";
import { createFakeTasks } from "../fake-tasks.ts";
import { virtualClock } from "../virtual-clock.ts";

const fields = [
  ..."prompt model size count images seed watermark promptOptimization output native other".split(" "),
  ..."size.aspectRatio size.resolution output.format output.delivery images.0 native.sampler".split(" "),
];
const optionsOfCalls = [
  ..."signal timeout timeout.total timeout.idle maxRetries headers headers.x-a idempotencyKey clientRequestId".split(
    " ",
  ),
  ..."validation streamGroups onRequest onResponse onRetry deadline".split(" "),
];

const throwing = () => {
  throw new Error("from the caller");
};

/** Any value that JavaScript may pass. */
const anything = fc.oneof(
  fc.anything({ maxDepth: 1, withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
  fc.constantFrom<unknown>(null, Number.NaN, Number.POSITIVE_INFINITY, 0, "", " ", "a\nb", "\ud800", "猫", 1n),
  fc.constantFrom<unknown>(
    Symbol("a"),
    throwing,
    async () => throwing(),
    new Date(Number.NaN),
    AbortSignal.abort("why"),
  ),
  fc.constantFrom<unknown>({ toString: throwing }, { toJSON: throwing }, new Proxy({}, { get: throwing })),
);

const done = { status: "completed", url: "https://files.test/1.png" };

/** An object with one or two odd values, some of them nested. */
function withOdd(paths: readonly string[], base: object): fc.Arbitrary<object> {
  const change = fc.tuple(fc.constantFrom(...paths), anything);
  return fc.array(change, { minLength: 1, maxLength: 2 }).map((changes) => {
    const entries = changes.map(([path, value]) => {
      const [name = "", inner] = path.split(".");
      return [name, inner === undefined ? value : { [inner]: value }];
    });
    return { ...base, ...Object.fromEntries(entries) };
  });
}

const handle: TaskHandle = { provider: "fake", id: "task_1", model: "wire-9", count: 1, submittedAt: 0 };

type Client = ReturnType<typeof createFakeTasks>;
type Call = (client: Client, asked: ImageRequest, options: TaskOptions) => Promise<unknown>;

const methods: readonly (readonly [name: string, call: Call])[] = [
  ["validate", (client, asked) => client.validate(asked)],
  ["generate", (client, asked, options) => client.generate(asked, options)],
  ["stream", (client, asked, options) => allOf(client.stream(asked, options))],
  ["submit", (client, asked, options) => client.submit(asked, options)],
  ["task.get", async (client, _, options) => client.task(handle).get(options)],
  ["task.wait", async (client, _, options) => client.task(handle).wait(options)],
];

async function allOf(events: AsyncIterable<ImageEvent>): Promise<ImageEvent[]> {
  const all: ImageEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe("for any value of a field or an option", () => {
  it.each(methods)("%s() returns or throws a SeedreamError, and sends nothing that it refuses", async (_, call) => {
    const inputs = fc.oneof(
      fc.record({ asked: withOdd(fields, request), options: fc.constant({}) }),
      fc.record({ asked: fc.constant(request), options: withOdd(optionsOfCalls, {}) }),
    );
    await fc.assert(
      fc.asyncProperty(inputs, async ({ asked, options }) => {
        const { fetch, calls } = scripted(async ({ method }) => json(method === "POST" ? { id: "task_1" } : done));
        const clock = virtualClock();
        const result = settled(call(createFakeTasks({ fetch, clock }), asked as ImageRequest, options));
        await clock.advance(2000);
        const error = await result;
        if (!(error instanceof Error)) return;
        expect(error).toBeInstanceOf(SeedreamError);
        if (error instanceof InvalidRequestError) expect(calls).toHaveLength(0);
      }),
      { numRuns: 300 },
    );
  });
});
