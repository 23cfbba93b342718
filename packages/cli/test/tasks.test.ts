import { spawnSync } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Simulator } from "@seedream-clients/simulator";
import { serveSimulator } from "@seedream-clients/simulator/server";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { serve, until } from "./provider.ts";
import { finished, folder, seedream, start } from "./seedream.ts";

let env = {};
let simulator: Simulator;
/** Id of a task that a batch of the folder has submitted. */
let id = "";

beforeEach(async () => {
  const server = await serveSimulator();
  onTestFinished(() => server.close());
  simulator = server.simulator;
  env = { APIMART_API_KEY: "key-0123456789", APIMART_BASE_URL: server.baseURLs.apimart };
  await writeFile(join(folder, "p.csv"), "key,prompt\na,kite\n");
  const { code, errors } = await seedream(["batch", "run", "p.csv", "--provider", "apimart"], { env });
  expect([code, errors]).toEqual([0, "1 job added to out/jobs.db\n"]);
  const { out } = await seedream(["tasks", "list"], { env });
  id = JSON.parse(out).id;
});

it("lists the tasks of a folder, shows one, and fetches its images again", async () => {
  const { out } = await seedream(["tasks", "list"]);
  expect(JSON.parse(out)).toMatchObject({ id: expect.stringMatching(/^task_/), key: "a", state: "done" });
  const shown = await seedream(["tasks", "show", id], { env });
  expect(JSON.parse(shown.out)).toMatchObject({ id, status: "completed" });
  for (const action of ["wait", "fetch"]) {
    const { code, out } = await seedream(["tasks", action, id, "--out", action], { env });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ mediaType: "image/jpeg" });
    expect(await readdir(join(folder, action))).toEqual([`${id}-0.jpg`]);
  }
});

it("fetches no running task, and says how to wait for it", async () => {
  await writeFile(join(folder, "p.csv"), "key,prompt\nb,[scenario:task-stuck]\n");
  const batch = start(["batch", "run", "p.csv", "--provider", "apimart"], { env });
  const end = finished(batch);
  let stuck = "";
  while (stuck === "") {
    const { out } = await seedream(["tasks", "list"]);
    const tasks = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    stuck = tasks.find(({ key }) => key === "b")?.id ?? "";
  }
  batch.kill("SIGINT");
  // The task continues at its provider, so no image that is paid for is lost.
  expect(JSON.parse((await end).out)).toMatchObject({ states: { done: 1, waiting: 1 } });
  const { code, errors } = await seedream(["tasks", "fetch", stuck], { env });
  expect([code, errors]).toEqual([1, `It has no images yet: seedream tasks wait ${stuck}\n`]);
  const cancelled = await seedream(["batch", "cancel", "b"]);
  expect(cancelled.errors).toContain(`task ${stuck} continues and is billed; seedream batch retry waits for it again`);
  expect(JSON.parse((await seedream(["batch", "status"])).out)).toMatchObject({ states: { done: 1, cancelled: 1 } });
  await seedream(["batch", "retry", "b"]);
  expect(JSON.parse((await seedream(["batch", "status"])).out)).toMatchObject({ states: { done: 1, waiting: 1 } });
});

it("says that a folder has no batch, and that a task is unknown", async () => {
  expect(await seedream(["tasks", "list", "--out", "none"])).toMatchObject({ code: 2, out: "" });
  const { code, errors } = await seedream(["tasks", "show", "task_none"], { env });
  expect(code).toBe(1);
  expect(errors.trim().split("\n")).toHaveLength(1);
});

it("names the task when generate gives up, because its images can still be saved", async () => {
  const polls = () => simulator.calls.filter(({ operation }) => operation === "getTask").length;
  const before = polls();
  const child = start(["generate", "[scenario:task-stuck]", "--provider", "apimart"], { env });
  const end = finished(child);
  await until(() => polls() > before);
  child.kill("SIGINT");
  // Waits, because a second signal at once counts as one that npx repeated.
  await new Promise((resolve) => setTimeout(resolve, 700));
  child.kill("SIGINT");
  const { code, errors } = await end;
  expect(code).toBe(130);
  expect(errors).toMatch(
    /^Task (task_\w+) continues and is billed; to save its images: seedream tasks wait \1 --out out$/m,
  );
});

it("quotes the id of a task in a command to copy, because the provider chose it", async () => {
  const hostile = "task_1'; touch owned; '";
  const origin = await serve((request, response) => {
    response.writeHead(request.method === "POST" ? 200 : 401, { "content-type": "application/json" });
    response.end(JSON.stringify(request.method === "POST" ? { code: 200, data: [{ task_id: hostile }] } : {}));
  });
  const own = { ...env, APIMART_BASE_URL: origin };
  const args = ["generate", "a kite", "--provider", "apimart", "--out", "my images"];
  const { errors } = await seedream(args, { env: own });
  const [, command = ""] = /to save its images: seedream (.+)$/m.exec(errors) ?? [];
  const printed = spawnSync("sh", ["-c", `printf '%s\\n' ${command}`], { cwd: folder, encoding: "utf8" });
  expect(printed.stdout.split("\n")).toEqual(["tasks", "wait", hostile, "--out", "my images", ""]);
  expect(await readdir(folder)).not.toContain("owned");
});

it("does not warn that APIMart does not stream, because generate has no option for streaming", async () => {
  const { code, errors } = await seedream(["generate", "a kite", "--provider", "apimart"], { env });
  expect([code, errors]).toEqual([0, ""]);
});
