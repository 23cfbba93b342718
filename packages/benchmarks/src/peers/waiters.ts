import { createFalClient } from "@fal-ai/client";
import { createAPIMart } from "@seedream-clients/apimart";
import Replicate from "replicate";
import { apiKey, prompt } from "./peer.ts";

/** Called on each poll of a task. */
type OnPoll = (id: string) => void;

/** Waits for tasks that are never done, with one package. */
export interface Waiter {
  /** Name of the package on npm. */
  readonly name: string;
  /** Pauses before each poll, in ms; the last one repeats. */
  readonly pauses: readonly number[];
  /** Submits tasks, with the ids "0", "1", …, and keeps polling them. */
  start(onPoll: OnPoll, count: number): void;
}

const ourPauses = [2000, 3000, 4500];

export const ours: Waiter = {
  name: "@seedream-clients/apimart",
  pauses: ourPauses,
  start(onPoll, count) {
    const fetch = api({
      submitted: (id) => ({ code: 200, data: [{ status: "submitted", task_id: id }] }),
      running: (id) => ({ code: 200, data: { id, status: "processing", progress: 10 } }),
      idOf: (path) => path.replace("/v1/tasks/", ""),
      onPoll,
    });
    const client = createAPIMart({ apiKey, fetch });
    for (let i = 0; i < count; i++) void client.generate({ prompt });
  },
};

/** The smallest possible program. */
const byHand: Waiter = {
  name: "bare fetch",
  pauses: ourPauses,
  start(onPoll, count) {
    const fetch = api({
      submitted: (id) => ({ id }),
      running: (id) => ({ id, status: "processing" }),
      idOf: (path) => path.slice(1),
      onPoll,
    });
    const wait = async () => {
      const submission: { id: string } = await (await fetch("https://provider.example/", { method: "POST" })).json();
      for (let index = 0; ; index++) {
        const pause = ourPauses[Math.min(index, ourPauses.length - 1)];
        await new Promise((resolve) => setTimeout(resolve, pause));
        const task: { status: string } = await (await fetch(`https://provider.example/${submission.id}`)).json();
        if (task.status === "completed") return;
      }
    };
    for (let i = 0; i < count; i++) void wait();
  },
};

const replicate: Waiter = {
  name: "replicate",
  pauses: [0, 2000],
  start(onPoll, count) {
    const fetch = api({
      submitted: (id) => ({ id, status: "starting" }),
      running: (id) => ({ id, status: "processing" }),
      idOf: (path) => path.replace("/v1/predictions/", ""),
      onPoll,
    });
    const client = new Replicate({ auth: apiKey, fetch });
    const wait = { mode: "poll", interval: 2000 } as const;
    for (let i = 0; i < count; i++) void client.run("bytedance/seedream-4.5", { input: { prompt }, wait });
  },
};

const fal: Waiter = {
  name: "@fal-ai/client",
  pauses: [0, 2000],
  start(onPoll, count) {
    const fetch = api({
      submitted: (id) => ({ request_id: id, status: "IN_QUEUE" }),
      running: (id) => ({ request_id: id, status: "IN_PROGRESS", logs: [] }),
      idOf: (path) => path.replace(/^.*\/requests\//, "").replace("/status", ""),
      onPoll,
    });
    const client = createFalClient({ credentials: apiKey, fetch });
    const endpoint = "fal-ai/bytedance/seedream/v4.5/text-to-image";
    for (let i = 0; i < count; i++) void client.subscribe(endpoint, { input: { prompt }, pollInterval: 2000 });
  },
};

export const waiters: readonly Waiter[] = [ours, byHand, replicate, fal];

export function findWaiter(name: string): Waiter {
  const found = waiters.find((waiter) => waiter.name === name);
  if (!found) throw new Error(`There is no waiter "${name}"; there are ${waiters.map((one) => one.name).join(", ")}`);
  return found;
}

interface TaskApi {
  submitted(id: string): object;
  running(id: string): object;
  idOf(path: string): string;
  readonly onPoll: OnPoll;
}

/** Returns a fetch that submits a task on `POST`, and polls a task on any other request. */
function api({ submitted, running, idOf, onPoll }: TaskApi): typeof globalThis.fetch {
  let count = 0;
  return async (input, init) => {
    if (init?.method === "POST") return Response.json(submitted(`${count++}`));
    const id = idOf(new URL(String(input)).pathname);
    onPoll(id);
    return Response.json(running(id));
  };
}
