import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { json, request } from "../fake-provider.ts";
import { createFakeTasks } from "../fake-tasks.ts";
import { virtualClock } from "../virtual-clock.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

it("keeps no response to its submission and its polls in memory while it waits", async () => {
  const clock = virtualClock();
  const bodies: WeakRef<object>[] = [];
  const fetch = async () => {
    const response = json(bodies.length === 0 ? { id: "task_1" } : { status: "processing", progress: 0.5 });
    bodies.push(new WeakRef(response.body ?? {}));
    return response;
  };
  const abort = new AbortController();
  const result = createFakeTasks({ clock, fetch }).generate(request, { signal: abort.signal });
  await clock.advance(6000);
  // A WeakRef holds its target until the end of the turn that made it.
  await new Promise((resolve) => setTimeout(resolve, 20));
  collectGarbage();
  expect(bodies.map((body) => body.deref())).toEqual([undefined, undefined, undefined]);
  abort.abort();
  await expect(result).rejects.toThrow();
});
