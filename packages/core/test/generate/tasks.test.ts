import { describe, expect, it } from "vitest";
import {
  AbortedError,
  ConnectionError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  TaskFailedError,
  TaskTimeoutError,
} from "../../src/contract/errors.ts";
import type { ImageEvent } from "../../src/contract/result.ts";
import type { TaskHandle } from "../../src/contract/task.ts";
import { createTaskClient, type TaskClient } from "../../src/generate/create-client.ts";
import type { ProviderEvent } from "../../src/provider.ts";
import { number, object } from "../../src/response/json.ts";
import { fake, json, key, pieces, request, scripted, settled } from "../fake-provider.ts";
import { createFakeTasks, type paths } from "../fake-tasks.ts";
import { virtualClock } from "../virtual-clock.ts";

const submitted = () => json({ id: "task_1" });
const running =
  (status = "processing", progress = 0.5) =>
  () =>
    Promise.resolve(json({ status, progress }));
const done = () => json({ status: "completed", progress: 1, url: "https://files.test/1.png" });
const unreadable: [string, () => Response][] = [
  ["that is not JSON", () => new Response("<html>")],
  ["that is cut short", () => new Response('{"status":"comp')],
  ["that breaks off", () => pieces(['{"status":'], "fail")],
  ["without a body", () => new Response("")],
];
const handle: TaskHandle = { provider: "fake", id: "task_1", model: "wire-9", count: 1, submittedAt: 0 };

/** Reads a task whose state may be done without a result. */
function readEnded(message: unknown): ProviderEvent[] {
  const { status, url } = object(message);
  const ended: ProviderEvent[] = [{ type: "progress", status: String(status) }];
  if (typeof url === "string") ended.push({ type: "image", index: 0, url });
  return [...ended, { type: "end", usage: {} }];
}

describe("generate()", () => {
  it("submits once, and polls until the task is done, with ever longer pauses", async () => {
    const clock = virtualClock();
    const polls: number[] = [];
    const start = clock.now();
    const { fetch, calls } = scripted(submitted(), ...Array(5).fill(running()), done());
    const client = createFakeTasks({
      clock,
      fetch: (...args) => {
        polls.push(clock.now() - start);
        return fetch(...args);
      },
    });
    const result = client.generate(request);
    await clock.advance(60_000);
    await expect(result).resolves.toMatchObject({
      images: [{ ok: true, image: { url: "https://files.test/1.png" } }],
      task: { id: "task_1", provider: "fake", model: "wire-9", count: 1 },
    });
    expect(polls).toEqual([0, 2000, 5000, 9500, 16_250, 26_250, 36_250]);
    expect(calls.filter(({ url }) => url.endsWith("/images"))).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it.each(["queued", "in_progress", "something new", undefined])(
    "treats a task with the status %s as running",
    async (status) => {
      const clock = virtualClock();
      const { fetch, calls } = scripted(submitted(), running(status), done());
      const result = createFakeTasks({ clock, fetch }).generate(request);
      await clock.advance(4999);
      expect(calls).toHaveLength(2);
      await clock.advance(1);
      await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
    },
  );

  it("keeps polling after a failed or unreadable poll", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(
      submitted(),
      new TypeError("socket hang up"),
      new Response("<html>", { status: 502 }),
      new Response("<html>"),
      done(),
    );
    // Without retries of the poll itself, the next poll is its repeat.
    const result = createFakeTasks({ clock, fetch, maxRetries: 0 }).generate(request);
    await clock.advance(60_000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
  });

  it("throws the error of a failed task, with its handle", async () => {
    const clock = virtualClock();
    const failing = (error: unknown) => [submitted(), json({ status: "failed", error: { error } })];
    const outcomes = [];
    for (const error of [{ message: "no GPU" }, { code: "OutputImageSensitiveContentDetected", message: "no" }]) {
      const result = settled(createFakeTasks({ clock, fetch: scripted(...failing(error)).fetch }).generate(request));
      await clock.advance(2000);
      outcomes.push(await result);
    }
    expect(outcomes[0]).toBeInstanceOf(TaskFailedError);
    expect(outcomes[0]).toMatchObject({ task: { id: "task_1" }, charged: "unknown", retryable: false });
    expect(outcomes[1]).toMatchObject({ name: "ContentPolicyError", task: { id: "task_1" } });
  });

  it("throws TaskTimeoutError at the deadline, with a handle that any process can wait for", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running());
    const result = settled(createFakeTasks({ clock, fetch, timeout: 30_000 }).generate(request));
    await clock.advance(30_000);
    const error = await result;
    expect(error).toBeInstanceOf(TaskTimeoutError);
    const { task } = error as TaskTimeoutError;
    expect(clock.pending).toBe(0);

    const elsewhere = createFakeTasks({ clock, fetch: scripted(done()).fetch });
    const resumed = elsewhere.task(JSON.parse(JSON.stringify(task))).wait();
    await clock.advance(0);
    await expect(resumed).resolves.toMatchObject({ images: [{ ok: true }], task });
  });

  it("does not count the pause between two polls as an idle connection", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running(), done());
    const result = createFakeTasks({ clock, fetch, timeout: { idle: 1000 } }).generate(request);
    await clock.advance(10_000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
  });

  it("waits up to the provider's total time-out by default", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running());
    const result = settled(createFakeTasks({ clock, fetch }).generate(request));
    await clock.advance(600_000);
    expect(await result).toMatchObject({ message: expect.stringContaining("600 s (timeout.total)") });
  });

  it("throws AbortedError with the handle of the task, which continues", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running());
    const controller = new AbortController();
    const result = settled(createFakeTasks({ clock, fetch }).generate(request, { signal: controller.signal }));
    await clock.advance(3000);
    controller.abort();
    const error = await result;
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ task: { id: "task_1" }, charged: "unknown" });
    expect(clock.pending).toBe(0);
  });

  it("throws OutcomeUnknownError when the response names no task", async () => {
    const { fetch, calls } = scripted(json({ code: 200 }));
    expect(await settled(createFakeTasks({ fetch }).generate(request))).toBeInstanceOf(OutcomeUnknownError);
    expect(calls).toHaveLength(1);
  });

  it("quotes the beginning of a response that names no task, and has the ids of the call on the error", async () => {
    const headers = { "x-request-id": "r1" };
    const { fetch } = scripted(json({ code: 200, note: "x".repeat(999) }, { headers }));
    const error = await settled(createFakeTasks({ fetch }).generate(request, { clientRequestId: "mine" }));
    expect(error).toMatchObject({
      name: "OutcomeUnknownError",
      message: expect.stringMatching(/it names no task: \{"code":200,"note":"x{40} \[/),
      provider: "fake",
      requestId: "r1",
      clientRequestId: "mine",
      charged: "unknown",
    });
  });

  it("redacts the key in the quoted response", async () => {
    const { fetch } = scripted(json({ note: key }));
    const error = await settled(createFakeTasks({ fetch }).generate(request));
    expect(error).toMatchObject({ message: expect.stringContaining('it names no task: {"note":"[key]"}') });
  });

  it("returns images that are made at once, and does not poll", async () => {
    const clock = virtualClock();
    const whole = { id: "task_1", status: "completed", url: "https://files.test/1.png" };
    const { fetch, calls } = scripted(json(whole, { headers: { "x-request-id": "r1" } }));
    await expect(createFakeTasks({ clock, fetch }).generate(request)).resolves.toMatchObject({
      images: [{ ok: true, image: { url: "https://files.test/1.png" } }],
      requestId: "r1",
      raw: whole,
    });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it.each([undefined, "task_1"])("returns fewer images than asked for that are made at once: id %s", async (id) => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(json({ id, status: "completed", url: "https://files.test/1.png" }));
    const result = await createFakeTasks({ clock, fetch }).generate({ ...request, count: 3 });
    expect(result).toMatchObject({ images: [{ ok: true }], interrupted: undefined });
    expect(calls).toHaveLength(1);
  });

  it("throws the error of a task that failed at once, and does not poll", async () => {
    const clock = virtualClock();
    const error = { error: { code: "OutputImageSensitiveContentDetected", message: "no" } };
    const { fetch, calls } = scripted(json({ id: "task_1", status: "failed", error }));
    expect(await settled(createFakeTasks({ clock, fetch }).generate(request))).toMatchObject({
      name: "ContentPolicyError",
    });
    expect(calls).toHaveLength(1);
  });

  it("throws the failure of the only image of a task that failed at once, and does not poll", async () => {
    const error = { error: { code: "OutputImageSensitiveContentDetected", message: "no" } };
    const fromWire = (): ProviderEvent[] => [
      { type: "failure", error },
      { type: "end", usage: {} },
    ];
    const { fetch, calls } = scripted(submitted());
    const client = createFakeTasks({ clock: virtualClock(), fetch }, { fromWire });
    expect(await settled(client.generate(request))).toMatchObject({ name: "ContentPolicyError" });
    expect(calls).toHaveLength(1);
  });

  it("polls a task that was just accepted, although the response calls it done without a result", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(json({ id: "task_1", status: "ended" }), done());
    const result = createFakeTasks({ clock, fetch }, { fromWire: readEnded }).generate(request);
    await clock.advance(2000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }], task: { id: "task_1" } });
    expect(calls).toHaveLength(2);
  });

  it("polls with the headers of the call", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(submitted(), done());
    const result = createFakeTasks({ clock, fetch }).generate(request, { headers: { "x-tenant": "a" } });
    await clock.advance(2000);
    await result;
    expect(calls.map(({ headers }) => headers.get("x-tenant"))).toEqual(["a", "a"]);
  });

  it("returns the last poll as raw", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running(), running(), done());
    const result = createFakeTasks({ clock, fetch }).generate(request);
    await clock.advance(20_000);
    expect((await result).raw).toEqual({ status: "completed", progress: 1, url: "https://files.test/1.png" });
  });

  it("throws the refusal of a poll that no repeat will change, as not retryable", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(submitted(), json({ error: { message: "not yours" } }, { status: 403 }));
    const result = settled(createFakeTasks({ clock, fetch }).generate(request));
    await clock.advance(60_000);
    expect(await result).toMatchObject({
      name: "PermissionDeniedError",
      task: { id: "task_1" },
      charged: "unknown",
      retryable: false,
    });
    expect(calls).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });

  it("polls with GET at the address of the task", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(submitted(), done());
    const result = createFakeTasks({ clock, fetch }).generate(request);
    await clock.advance(2000);
    await result;
    expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST https://api.test/v1/images",
      "GET https://api.test/v1/tasks/task_1",
    ]);
  });

  it("uploads references given as bytes first, and submits their links", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(json({ url: "https://files.test/up.png" }), submitted(), done());
    const png = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0]);
    const result = createFakeTasks({ clock, fetch }).generate({ ...request, images: [png, "https://a.test/b.png"] });
    await clock.advance(2000);
    await result;
    expect(calls.map(({ url }) => url.replace("https://api.test/v1", ""))).toEqual([
      "/uploads",
      "/images",
      "/tasks/task_1",
    ]);
    const [upload, submission] = calls;
    const file = upload?.body instanceof FormData ? upload.body.get("file") : undefined;
    expect(file).toMatchObject({ type: "image/png", size: 9 });
    expect(submission?.body).toMatchObject({ images: ["https://files.test/up.png", "https://a.test/b.png"] });
  });
});

describe("stream()", () => {
  it("yields the progress of the task, with its handle", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running("pending", 0), running("processing", 0.4), done());
    const events: ImageEvent[] = [];
    const result = (async () => {
      for await (const event of createFakeTasks({ clock, fetch }).stream(request)) events.push(event);
    })();
    await clock.advance(10_000);
    await result;
    const progress = events.flatMap((event) =>
      event.type === "progress" ? [[event.status, event.fraction, event.task?.id]] : [],
    );
    expect(progress).toEqual([
      ["submitted", 0, undefined],
      ["submitted", 0, "task_1"],
      ["pending", 0, "task_1"],
      ["processing", 0.4, "task_1"],
      ["running", 0.99, "task_1"],
      ["completed", 1, "task_1"],
    ]);
    expect(events.at(-1)?.type).toBe("completed");
  });
});

describe("stream() of a response that is not a task", () => {
  it("yields no progress of a task", async () => {
    const { fetch } = scripted(json({ status: "completed", url: "https://files.test/1.png" }));
    const statuses: string[] = [];
    for await (const event of createFakeTasks({ fetch }).stream(request)) {
      if (event.type === "progress") statuses.push(event.status);
    }
    expect(statuses).toEqual(["submitted", "running", "completed"]);
  });
});

describe("submit()", () => {
  it.each([
    ["is accepted", () => submitted()],
    ["is refused", () => json({ error: {} }, { status: 400 })],
  ])("leaves no timer when the submission %s", async (_, answered) => {
    const clock = virtualClock();
    await settled(createFakeTasks({ fetch: scripted(answered()).fetch, clock }).submit(request));
    expect(clock.pending).toBe(0);
  });

  it("returns once there is a task, and does not poll", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(submitted(), running());
    const task = createFakeTasks({ fetch, clock }).submit(request);
    await clock.advance(60_000);
    await expect(task).resolves.toMatchObject({ id: "task_1" });
    expect(calls.map(({ url }) => url)).toEqual(["https://api.test/v1/images"]);
    expect(clock.pending).toBe(0);
  });

  it("asks for no stream, and returns the time of the submission", async () => {
    const clock = virtualClock();
    const asked: boolean[] = [];
    const { fetch } = scripted(submitted());
    const client = createFakeTasks({ fetch, clock }, {}, ({ stream }) => asked.push(stream));
    expect(await client.submit(request)).toMatchObject({ submittedAt: clock.now() });
    expect(asked).toEqual([false]);
  });

  it("returns a handle that is plain JSON", async () => {
    const { fetch } = scripted(submitted());
    const task = await createFakeTasks({ fetch, clock: virtualClock() }).submit({ ...request, count: 3 });
    expect(JSON.parse(JSON.stringify(task))).toEqual(task);
    expect(task).toMatchObject({ id: "task_1", count: 3, model: "wire-9", provider: "fake" });
  });

  it("returns the handle of the first of several tasks", async () => {
    const { fetch } = scripted(json({ id: "task_1,task_2" }));
    const task = await createFakeTasks({ fetch }).submit(request);
    expect(task).toMatchObject({ id: "task_1", ids: ["task_1", "task_2"] });
  });

  it("returns a handle without a list of ids if there is one task", async () => {
    expect(await createFakeTasks({ fetch: scripted(submitted()).fetch }).submit(request)).not.toHaveProperty("ids");
  });

  it("returns the handle of a task that is done at once, or failed at once", async () => {
    for (const status of ["completed", "failed"]) {
      const { fetch } = scripted(json({ id: "task_1", status, url: "https://files.test/1.png", error: {} }));
      expect(await createFakeTasks({ fetch }).submit(request)).toMatchObject({ id: "task_1" });
    }
  });

  it("throws OutcomeUnknownError with the images of a response without a task", async () => {
    const whole = { status: "completed", url: "https://files.test/1.png" };
    const { fetch, calls } = scripted(json(whole, { headers: { "x-request-id": "r1" } }));
    const error = await settled(createFakeTasks({ fetch }).submit(request, { clientRequestId: "mine" }));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      message: expect.stringContaining("The provider returned images, not a task"),
      provider: "fake",
      requestId: "r1",
      clientRequestId: "mine",
      charged: "unknown",
      retryable: false,
      images: [{ url: whole.url }],
      raw: whole,
    });
    expect(calls).toHaveLength(1);
  });

  it("lists only the images that were made on that error", async () => {
    const fromWire = (): ProviderEvent[] => [
      { type: "failure", error: {} },
      { type: "image", url: "https://files.test/1.png" },
      { type: "end", usage: {} },
    ];
    const client = createFakeTasks({ fetch: scripted(json({})).fetch }, { fromWire });
    expect(await settled(client.submit({ ...request, count: 2 }))).toHaveProperty("images", [
      expect.objectContaining({ url: "https://files.test/1.png" }),
    ]);
  });

  it("throws OutcomeUnknownError when the response names no task", async () => {
    const { fetch, calls } = scripted(json({ code: 200 }));
    expect(await settled(createFakeTasks({ fetch }).submit(request))).toBeInstanceOf(OutcomeUnknownError);
    expect(calls).toHaveLength(1);
  });

  it("sends a submission without a key once when its outcome is unknown", async () => {
    const { fetch, calls } = scripted(new TypeError("socket hang up"), submitted());
    expect(await settled(createFakeTasks({ fetch }).submit(request))).toBeInstanceOf(OutcomeUnknownError);
    expect(calls).toHaveLength(1);
  });

  it("sends the headers of its options, and repeats as often as they say", async () => {
    const { fetch, calls } = scripted(json({ error: {} }, { status: 429 }));
    const options = { headers: { "x-mine": "1" }, maxRetries: 0 };
    expect(await settled(createFakeTasks({ fetch }).submit(request, options))).toMatchObject({ status: 429 });
    expect(calls.map(({ headers }) => headers.get("x-mine"))).toEqual(["1"]);
  });
});

describe("get()", () => {
  const nothing = { status: "unknown", fraction: undefined, result: undefined, error: undefined };

  it("returns the state of one poll", async () => {
    const get = async (response: Response) => {
      const { fetch } = scripted(response);
      return createFakeTasks({ fetch, maxRetries: 0 }).task(handle).get();
    };
    expect(await get(await running()())).toEqual({
      status: "processing",
      fraction: 0.5,
      result: undefined,
      error: undefined,
    });
    expect(await get(done())).toMatchObject({ status: "completed", fraction: 1, result: { images: [{ ok: true }] } });
    expect(await get(json({ status: "failed", error: { message: "no" } }))).toMatchObject({
      status: "failed",
      result: undefined,
      error: { name: "TaskFailedError", task: handle, charged: "unknown" },
    });
  });

  it("returns a whole result, with the poll as raw", async () => {
    const { result } = await createFakeTasks({ fetch: scripted(done()).fetch })
      .task(handle)
      .get();
    expect(result).toMatchObject({
      provider: "fake",
      model: "wire-9",
      images: [{ image: { mediaType: "image/jpeg" } }],
      cost: { amount: 0.08 },
      warnings: [],
      task: handle,
      raw: { status: "completed", progress: 1, url: "https://files.test/1.png" },
    });
  });

  it("returns the status unknown where the provider names none, also beside images", async () => {
    const fromWire = (): ProviderEvent[] => [
      { type: "image", url: "https://files.test/1.png" },
      { type: "end", usage: {} },
    ];
    const client = createFakeTasks({ fetch: scripted(json({})).fetch }, { fromWire });
    expect(await client.task(handle).get()).toMatchObject({ status: "unknown", result: { images: [{ ok: true }] } });
  });

  it("returns the error of a task that is done without an image, and its status", async () => {
    const fromWire = (): ProviderEvent[] => [
      { type: "progress", status: "completed" },
      { type: "end", usage: {} },
    ];
    const state = await createFakeTasks({ fetch: scripted(json({})).fetch }, { fromWire })
      .task(handle)
      .get();
    expect(state).toMatchObject({
      status: "completed",
      result: undefined,
      error: { name: "OutcomeUnknownError", message: expect.stringContaining("it has no image and no error") },
    });
  });

  it("throws the refusal of its poll", async () => {
    const { fetch, calls } = scripted(json({ error: {} }, { status: 404 }));
    const error = await settled(createFakeTasks({ fetch }).task(handle).get());
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ task: handle, charged: "unknown", retryable: false });
    expect(calls).toHaveLength(1);
  });

  it.each([
    [1.5, 1],
    [-0.2, 0],
  ])("limits the provider's fraction to 0 to 1: %d", async (given, fraction) => {
    const { fetch } = scripted(running("processing", given));
    expect(await createFakeTasks({ fetch }).task(handle).get()).toMatchObject({ fraction });
  });

  it("throws ConnectionError when its poll fails, because a poll costs nothing", async () => {
    const { fetch } = scripted(new TypeError("socket hang up"));
    const error = await settled(createFakeTasks({ fetch, maxRetries: 0 }).task(handle).get());
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ message: expect.stringContaining("socket hang up"), task: handle });
  });

  it("repeats its poll after a drop, because it costs nothing", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(new TypeError("socket hang up"), running());
    const state = createFakeTasks({ fetch, clock }).task(handle).get();
    await clock.advance(500);
    await expect(state).resolves.toMatchObject({ status: "processing" });
    expect(calls).toHaveLength(2);
  });

  it.each(unreadable)("returns the status unknown, and no error, for a poll %s", async (_, response) => {
    const clock = virtualClock();
    const { fetch } = scripted(response());
    await expect(createFakeTasks({ fetch, clock }).task(handle).get()).resolves.toEqual(nothing);
    expect(clock.pending).toBe(0);
  });

  it("polls within the deadline, and leaves no timer", async () => {
    const clock = virtualClock();
    await createFakeTasks({ fetch: scripted(done()).fetch, clock })
      .task(handle)
      .get();
    expect(clock.pending).toBe(0);
    const { fetch } = scripted(pieces(['{"status":'], "stall"));
    const result = settled(createFakeTasks({ fetch, clock }).task(handle).get({ deadline: 3000 }));
    await clock.advance(3000);
    expect(await result).toMatchObject({
      name: "TaskTimeoutError",
      message: expect.stringContaining("3 s (deadline)"),
      task: handle,
    });
    expect(clock.pending).toBe(0);
  });

  it("names the idle time-out if it passes before the deadline, and cancels the poll", async () => {
    const clock = virtualClock();
    const poll = pieces(['{"status":'], "stall") as Response & { wasCancelled(): boolean };
    const client = createFakeTasks({ fetch: scripted(poll).fetch, clock, timeout: { idle: 1000 } });
    const result = settled(client.task(handle).get({ deadline: 3000 }));
    await clock.advance(1000);
    expect(await result).toMatchObject({ message: expect.stringContaining("1 s (timeout.idle)") });
    expect(poll.wasCancelled()).toBe(true);
  });

  it("uses the client's time-out without a deadline", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(pieces(['{"status":'], "stall"));
    const task = createFakeTasks({ fetch, clock, timeout: 4000 }).task(handle);
    const result = settled(task.get({ deadline: undefined }));
    await clock.advance(4000);
    expect(await result).toMatchObject({ name: "TaskTimeoutError", message: expect.stringContaining("4 s") });
  });

  it("throws AbortedError when the caller aborts while the response is read", async () => {
    const clock = virtualClock();
    const controller = new AbortController();
    const { fetch } = scripted(pieces(['{"status":'], "stall"));
    const result = settled(createFakeTasks({ fetch, clock }).task(handle).get({ signal: controller.signal }));
    await clock.advance(0);
    controller.abort("why");
    expect(await result).toMatchObject({ name: "AbortedError", task: handle, charged: "unknown", cause: "why" });
  });
});

describe("an option that cannot be read", () => {
  const unreadable = { toString: () => Reflect.get(Object(undefined).x, "") };

  it.each([
    { signal: {} },
    { clientRequestId: unreadable },
    { clientRequestId: Symbol("mine") },
    { deadline: unreadable },
  ])("is refused before a task is polled: %o", async (options) => {
    const { fetch, calls } = scripted();
    const task = createFakeTasks({ fetch }).task(handle);
    for (const result of [task.get(options as object), task.wait(options as object)]) {
      expect(await settled(result)).toMatchObject({ name: "InvalidRequestError", provider: "fake" });
    }
    expect(calls).toHaveLength(0);
  });
});

describe("wait()", () => {
  it("polls at once, and then as generate() does", async () => {
    const clock = virtualClock();
    const polls: number[] = [];
    const start = clock.now();
    const { fetch, calls } = scripted(...Array(3).fill(running()), done());
    const client = createFakeTasks({
      clock,
      fetch: (...args) => {
        polls.push(clock.now() - start);
        return fetch(...args);
      },
    });
    const result = client.task(handle).wait();
    await clock.advance(20_000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
    expect(polls).toEqual([0, 2000, 5000, 9500]);
    expect(calls.every(({ method }) => method === "GET")).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it("returns a whole result, though another process submitted the task", async () => {
    const { fetch } = scripted(done());
    await expect(createFakeTasks({ fetch }).task(handle).wait({ clientRequestId: "mine" })).resolves.toMatchObject({
      provider: "fake",
      model: "wire-9",
      images: [{ ok: true, image: { mediaType: "image/jpeg" } }],
      cost: { amount: 0.08, currency: "USD" },
      warnings: [],
      task: handle,
      clientRequestId: "mine",
    });
  });

  it("returns the result of a model that this version does not know, without a cost", async () => {
    const { fetch } = scripted(done());
    const unknown = { ...handle, model: "wire-10" };
    await expect(createFakeTasks({ fetch }).task(unknown).wait()).resolves.toMatchObject({
      model: "wire-10",
      cost: undefined,
    });
  });

  it("throws the error of a failed task with its handle, as not retryable", async () => {
    const { fetch } = scripted(json({ status: "failed", error: { error: { message: "no GPU" } } }));
    expect(await settled(createFakeTasks({ fetch }).task(handle).wait())).toMatchObject({
      name: "TaskFailedError",
      message: expect.stringContaining("no GPU"),
      task: handle,
      charged: "unknown",
      retryable: false,
    });
  });

  it("returns the images that arrived before the error of a task", async () => {
    const fromWire = (): ProviderEvent[] => [
      { type: "progress", status: "failed" },
      { type: "image", url: "https://files.test/1.png" },
      { type: "error", error: { message: "no GPU" } },
    ];
    const { fetch } = scripted(json({}));
    await expect(createFakeTasks({ fetch }, { fromWire }).task(handle).wait()).resolves.toMatchObject({
      images: [{ ok: true }],
      interrupted: { name: "StreamInterruptedError", task: handle, charged: "unknown" },
      task: handle,
    });
  });

  it("reports progress, and nothing else, after each poll", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(running("pending", 0), done());
    const seen: unknown[] = [];
    const result = createFakeTasks({ fetch, clock })
      .task({ ...handle, count: 3 })
      .wait({
        onProgress: ({ type, status, received, expected, fraction, task }) =>
          seen.push([type, status, received, expected, fraction, task?.id]),
      });
    await clock.advance(2000);
    await result;
    expect(seen).toEqual([
      ["progress", "pending", 0, 3, 0, "task_1"],
      ["progress", "running", 1, 3, 1 / 3, "task_1"],
      ["progress", "completed", 1, 3, 1, "task_1"],
    ]);
    await expect(
      createFakeTasks({ fetch: scripted(done()).fetch })
        .task(handle)
        .wait(),
    ).resolves.toBeDefined();
  });

  it("throws TaskTimeoutError at the deadline, after reports of the progress", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(running("processing", 0.25));
    const seen: (number | undefined)[] = [];
    const result = settled(
      createFakeTasks({ fetch, clock })
        .task(handle)
        .wait({ deadline: 5000, onProgress: ({ fraction }) => seen.push(fraction) }),
    );
    await clock.advance(5000);
    expect(await result).toMatchObject({
      name: "TaskTimeoutError",
      message: expect.stringMatching(/: No complete response within 5 s \(deadline\) \[/),
      task: handle,
    });
    expect(seen).toContain(0.25);
    expect(clock.pending).toBe(0);
  });

  it("names the client's time-out if it ends the wait", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(running());
    const result = settled(createFakeTasks({ fetch, clock, timeout: 4000 }).task(handle).wait({ deadline: undefined }));
    await clock.advance(4000);
    expect(await result).toMatchObject({ message: expect.stringContaining("4 s (timeout.total)") });
  });

  it("throws AbortedError with the task, which may be billed, when the caller aborts", async () => {
    const clock = virtualClock();
    const controller = new AbortController();
    const { fetch } = scripted(() => new Promise(() => {}));
    const result = settled(createFakeTasks({ fetch, clock }).task(handle).wait({ signal: controller.signal }));
    await clock.advance(0);
    controller.abort("why");
    expect(await result).toMatchObject({ name: "AbortedError", task: handle, charged: "unknown", cause: "why" });
    expect(clock.pending).toBe(0);
  });

  it.each(unreadable)("polls again after a poll %s", async (_, response) => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(response(), done());
    const result = createFakeTasks({ fetch, clock }).task(handle).wait();
    await clock.advance(1999);
    expect(calls).toHaveLength(1);
    await clock.advance(1);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }], interrupted: undefined });
  });

  it.each([408, 429, 500, 502, 503, 504])("polls again after a poll that is refused with %i", async (status) => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(new Response("", { status }), done());
    const result = createFakeTasks({ fetch, clock, maxRetries: 0 }).task(handle).wait();
    await clock.advance(2000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
    expect(calls).toHaveLength(2);
  });

  it("polls three more times before it reports a task as not found", async () => {
    const clock = virtualClock();
    const gone = () => new Response("", { status: 404 });
    const { fetch, calls } = scripted(gone(), gone(), gone(), gone(), done());
    const result = settled(createFakeTasks({ fetch, clock }).task(handle).wait());
    await clock.advance(60_000);
    expect(await result).toMatchObject({ name: "NotFoundError", status: 404, task: handle, charged: "unknown" });
    expect(calls).toHaveLength(4);
  });

  it("finds a task that was not found at first", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(new Response("", { status: 404 }), done());
    const result = createFakeTasks({ fetch, clock }).task(handle).wait();
    await clock.advance(60_000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
  });

  it("polls three more times before it reports a task as done without a result", async () => {
    for (const [empty, outcome] of [
      [3, { images: [{ ok: true }] }],
      [4, { name: "OutcomeUnknownError", charged: "unknown", task: handle }],
    ] as const) {
      const clock = virtualClock();
      const polls = Array.from({ length: empty }, () => json({ status: "ended" }));
      const { fetch, calls } = scripted(...polls, done());
      const result = settled(createFakeTasks({ fetch, clock }, { fromWire: readEnded }).task(handle).wait());
      await clock.advance(60_000);
      expect(await result).toMatchObject(outcome);
      expect(calls).toHaveLength(4);
    }
  });

  it.each([400, 401, 403])("throws the refusal of a poll with %i", async (status) => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(new Response("", { status }), done());
    const result = settled(createFakeTasks({ fetch, clock }).task(handle).wait());
    await clock.advance(60_000);
    expect(await result).toMatchObject({ status, task: handle, charged: "unknown", retryable: false });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("classes a failed task by the status that its code stands for", async () => {
    const fromWire = (): ProviderEvent[] => [
      { type: "progress", status: "fail" },
      { type: "error", error: { code: "402", message: "no credits" }, status: 402 },
    ];
    const clock = virtualClock();
    const { fetch } = scripted(json({ state: "fail" }));
    const result = settled(createFakeTasks({ fetch, clock }, { fromWire }).task(handle).wait());
    await clock.advance(2000);
    expect(await result).toMatchObject({ name: "PaymentRequiredError", status: 402, charged: "unknown", task: handle });
  });

  it("repeats a submission after a refusal inside a 200 that names a wait", async () => {
    const refusedAs = (body: unknown) => (object(body).code === 455 ? { status: 503, retryAfter: 5000 } : undefined);
    const clock = virtualClock();
    const { fetch, calls } = scripted(json({ code: 455, msg: "maintenance" }), submitted(), done());
    const result = createFakeTasks({ fetch, clock }, { refusedAs }).generate(request);
    await clock.advance(4999);
    expect(calls).toHaveLength(1);
    await clock.advance(60_000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
    const refused = createFakeTasks({ fetch: scripted(json({ code: 455 })).fetch, maxRetries: 0 }, { refusedAs });
    expect(await settled(refused.generate(request))).toMatchObject({
      name: "ServerError",
      charged: "no",
      retryable: true,
    });
  });

  it("classes a refusal inside a 200 by its own status", async () => {
    const refusedAs = (body: unknown) => number(object(body).status_code);
    const wait = async (status_code: number) => {
      const clock = virtualClock();
      const { fetch } = scripted(json({ status_code }), done());
      const result = settled(createFakeTasks({ fetch, clock, maxRetries: 0 }, { refusedAs }).task(handle).wait());
      await clock.advance(2000);
      return result;
    };
    expect(await wait(500)).toMatchObject({ images: [{ ok: true }] });
    expect(await wait(403)).toMatchObject({ name: "PermissionDeniedError", task: handle });
  });
});

describe("get() and wait()", () => {
  const both = (client: TaskClient<string, paths, object>, given: TaskHandle) => {
    const task = client.task(given);
    return [() => task.get(), () => task.wait()];
  };

  it("reject the handle of another provider, and send nothing", async () => {
    const { fetch, calls } = scripted(done());
    for (const call of both(createFakeTasks({ fetch }), { ...handle, provider: "other" })) {
      const error = await settled(call());
      expect(error).toBeInstanceOf(InvalidRequestError);
      expect(error).toMatchObject({ provider: "fake", charged: "no" });
      expect(String(error)).toContain("The task belongs to other; this client calls fake [fake]");
    }
    expect(calls).toHaveLength(0);
  });

  it("reject a value that is not a handle, and send nothing", async () => {
    const { fetch, calls } = scripted(done());
    const task = Reflect.apply(createFakeTasks({ fetch }).task, undefined, [undefined]);
    expect(await settled(task.get())).toMatchObject({ name: "InvalidRequestError" });
    expect(calls).toHaveLength(0);
  });

  it.each([undefined, null, ""])("reject a handle that lost its id in a store, and send nothing: %s", async (id) => {
    const { fetch, calls } = scripted(done());
    const lost = { ...handle, id } as typeof handle;
    for (const call of [
      () => createFakeTasks({ fetch }).task(lost).get(),
      () => createFakeTasks({ fetch }).task(lost).wait(),
    ]) {
      const message = "The task has no id; pass the whole handle [fake]";
      expect(await settled(call())).toMatchObject({ name: "InvalidRequestError", message });
    }
    expect(calls).toHaveLength(0);
  });

  it("reject a deadline that is not a positive number, and send nothing", async () => {
    const { fetch, calls } = scripted(done());
    const task = createFakeTasks({ fetch }).task(handle);
    for (const deadline of [0, -1, Number.NaN]) {
      const message = expect.stringContaining(`deadline is ${deadline}; it must be a positive number of ms [fake`);
      for (const call of [() => task.get({ deadline }), () => task.wait({ deadline })]) {
        expect(await settled(call())).toMatchObject({ name: "InvalidRequestError", message });
      }
    }
    expect(calls).toHaveLength(0);
  });

  it("do not compile for a provider without tasks", () => {
    // @ts-expect-error The description has no tasks.
    createTaskClient(fake, { apiKey: key }, "here");
  });
});

describe("several tasks of one submission", () => {
  const several: TaskHandle = { ...handle, ids: ["task_1", "task_2"], count: 2 };

  it("report the progress of their images, and end with the last", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(
      running("processing", 0.9),
      running("pending", 0),
      done(),
      running("pending", 0),
      done(),
    );
    const seen: unknown[] = [];
    const result = createFakeTasks({ fetch, clock })
      .task(several)
      .wait({ onProgress: ({ status, received, fraction }) => seen.push([status, received, fraction]) });
    await clock.advance(10_000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }, { ok: true }] });
    expect(seen).toEqual([
      ["processing", 0, 0],
      ["pending", 0, 0],
      ["running", 1, 0.5],
      ["pending", 1, 0.5],
      ["running", 2, 0.99],
      ["completed", 2, 1],
    ]);
  });

  it("are all waited for, although one alone has as many images as were asked for", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(done(), running(), done());
    const result = createFakeTasks({ fetch, clock })
      .task({ ...several, count: 1 })
      .wait();
    await clock.advance(10_000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }, { ok: true }] });
    expect(calls).toHaveLength(3);
  });

  it("end without `interrupted` if the last failed", async () => {
    const { fetch } = scripted(done(), json({ status: "failed", error: { message: "no" } }));
    const result = await createFakeTasks({ fetch }).task(several).wait();
    expect(result).toMatchObject({ images: [{ ok: true }, { ok: false }], interrupted: undefined });
  });

  it.each([null, []])("are reduced to the handle's id if a store lost the others: %j", async (ids) => {
    const { fetch } = scripted(done());
    const lost = JSON.parse(JSON.stringify({ ...handle, ids }));
    await expect(createFakeTasks({ fetch }).task(lost).wait()).resolves.toMatchObject({ images: [{ ok: true }] });
  });

  it("do not report the failure of one as the status of all", async () => {
    const failed = () => json({ status: "failed", error: { message: "no" } });
    const { fetch } = scripted(failed(), done());
    const seen: string[] = [];
    const result = await createFakeTasks({ fetch })
      .task(several)
      .wait({ onProgress: ({ status }) => seen.push(status) });
    expect(result).toMatchObject({ images: [{ ok: false, error: { name: "TaskFailedError" } }, { ok: true }] });
    expect(seen).toEqual(["running", "running", "completed"]);
  });

  it("throw the error of the first where all failed", async () => {
    const failed = async () => json({ status: "failed", error: { message: "no" } });
    const error = await settled(
      createFakeTasks({ fetch: scripted(failed).fetch })
        .task(several)
        .wait(),
    );
    expect(error).toMatchObject({ name: "TaskFailedError", task: several, charged: "unknown", retryable: false });
  });

  it.each<[string, () => unknown, string]>([
    ["is refused", () => json({ error: {} }, { status: 401 }), "AuthenticationError"],
    ["meets a failing server", () => json({}, { status: 500 }), "ServerError"],
    ["breaks off", () => new TypeError("socket hang up"), "ConnectionError"],
  ])("have no error while they run, so get() throws the error of a poll that %s", async (_, outcome, name) => {
    const { fetch } = scripted(running("processing", 0.2), outcome() as Response);
    const error = await settled(createFakeTasks({ fetch, maxRetries: 0 }).task(several).get());
    expect(error).toMatchObject({ name, task: several, charged: "unknown" });
  });

  it.each([
    ["the deadline", { deadline: 1000 }, "TaskTimeoutError"],
    ["an abort", { signal: AbortSignal.timeout(1) }, "AbortedError"],
  ])("have no error while they run, so get() throws the error of %s", async (_, options, name) => {
    const clock = virtualClock();
    const { fetch } = scripted(running("processing", 0.2), () => new Promise<Response>(() => {}));
    const state = settled(createFakeTasks({ fetch, clock }).task(several).get(options));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await clock.advance(1000);
    expect(await state).toMatchObject({ name, task: several });
  });

  it.each([
    ["the first", [async () => done(), running("processing", 0.2)]],
    ["the last", [running("processing", 0.2), async () => done()]],
  ])("have the state of the task that is not done, if %s is done", async (_, responses) => {
    const client = createFakeTasks({ fetch: scripted(...responses).fetch });
    expect(await client.task(several).get()).toEqual({
      status: "processing",
      fraction: 0.2,
      result: undefined,
      error: undefined,
    });
  });
});

it("task() returns its handle, and sends nothing", () => {
  const { fetch, calls } = scripted(done());
  expect(createFakeTasks({ fetch }).task(handle).handle).toBe(handle);
  expect(calls).toHaveLength(0);
});
