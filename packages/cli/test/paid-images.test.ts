import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLinks, openProvider, serve, until } from "./provider.ts";
import { openScreen } from "./pty.ts";
import { finished, folder, program, seedream, simulated, start } from "./seedream.ts";

/** Starts an APIMart server with one completed task, whose images have these links. */
async function openTask(url: readonly string[], facts: object = {}) {
  const result = { images: [{ url, expires_at: 9_999_999_999 }], ...facts };
  const origin = await serve((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ code: 200, data: { id: "task_1", status: "completed", result } }));
  });
  return { APIMART_API_KEY: "key-0123456789", APIMART_BASE_URL: origin };
}

/** Presses Ctrl-C twice. Waits between, because a second signal at once counts as one that npx repeated. */
async function giveUp(child: ReturnType<typeof start>) {
  child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill("SIGINT");
}

const inData = (...urls: string[]) => ({ created: 1, data: urls.map((url) => ({ url })) });

describe.each(["wait", "fetch"])("tasks %s", (action) => {
  it("saves the images after a dead link, names that link, and exits with 1", async () => {
    const { origin } = await openLinks();
    const env = await openTask([`${origin}/0.jpg`, `${origin}/gone.jpg`, `${origin}/2.jpg`]);
    const { code, out, errors } = await seedream(["tasks", action, "task_1"], { env });
    const files = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(files).toMatchObject([{ index: 0 }, { index: 2 }]);
    expect(await readdir(join(folder, "out"))).toEqual(["task_1-0.jpg", "task_1-2.jpg"]);
    expect(errors).toMatch(/^Image 2 was made but cannot be saved: .*403.*; its link .*\/gone\.jpg$/m);
    expect(code).toBe(1);
  });
});

describe("names only the links that were not read as images", () => {
  const told = /^It may be at (.*)$/gm;

  it("in tasks wait", async () => {
    const { origin } = await openLinks();
    const images = [{ url: [`${origin}/0.jpg`, { link: `${origin}/1.jpg` }] }];
    const { code, errors } = await seedream(["tasks", "wait", "task_1"], { env: await openTask([], { images }) });
    expect([...errors.matchAll(told)].map(([, link]) => link)).toEqual([`${origin}/1.jpg`]);
    expect(code).toBe(1);
  });

  it("in generate", async () => {
    const { origin } = await openLinks();
    const data = [{ url: `${origin}/0.jpg` }, { link: `${origin}/1.jpg` }];
    const { env, release } = await openProvider({ created: 1, data });
    release();
    const { code, errors } = await seedream(["generate", "a kite", "--count", "2"], { env });
    expect([...errors.matchAll(told)].map(([, link]) => link)).toEqual([`${origin}/1.jpg`]);
    expect(code).toBe(3);
  });
});

it("says in the summary of a batch why finished images cannot be saved", async () => {
  const { origin } = await openLinks();
  const { env, release } = await openProvider(inData(`${origin}/gone.jpg`));
  release();
  await writeFile(join(folder, "p.csv"), "key,prompt\na,a kite\n");
  const { code, out } = await seedream(["batch", "run", "p.csv"], { env });
  const [reason] = Object.keys(JSON.parse(out).failures);
  expect(reason).toMatch(/^DownloadError: The link /);
  expect(code).toBe(1);
});

describe("a batch whose jobs are done exits with 1 and a reason if an image is missing", () => {
  const links = ["0.jpg", "1.jpg"];

  async function run(data: (origin: string) => readonly object[]) {
    const { origin } = await openLinks();
    const { env, release } = await openProvider({ created: 1, data: data(origin) });
    release();
    await writeFile(join(folder, "p.csv"), "key,prompt,count\na,a kite,3\n");
    const { code, out } = await seedream(["batch", "run", "p.csv"], { env });
    return { code, summary: JSON.parse(out) };
  }

  it("because its link is dead", async () => {
    const { code, summary } = await run((origin) =>
      [...links, "gone.jpg"].map((name) => ({ url: `${origin}/${name}` })),
    );
    expect(summary).toMatchObject({ states: { done: 1 }, incomplete: 1 });
    expect(Object.keys(summary.failures)).toEqual([expect.stringMatching(/^not all images: DownloadError: The link /)]);
    expect(code).toBe(1);
  });

  it("because the provider refused it", async () => {
    const error = { code: "OutputImageSensitiveContentDetected", message: "No." };
    const { code, summary } = await run((origin) => [
      ...links.map((name) => ({ url: `${origin}/${name}` })),
      { error },
    ]);
    expect(summary).toMatchObject({ incomplete: 1, failures: { "not all images: ContentPolicyError: No.": 1 } });
    expect(code).toBe(1);
  });

  it("but not if a group has fewer images than requested", async () => {
    const { code, summary } = await run((origin) => links.map((name) => ({ url: `${origin}/${name}` })));
    expect(summary).toMatchObject({ states: { done: 1 }, incomplete: 0, failures: {} });
    expect(code).toBe(0);
  });
});

describe("the second Ctrl-C ends the command, and keeps everything that is paid for", () => {
  it("in generate", async () => {
    const links = await openLinks();
    const { env, release } = await openProvider(
      inData(`${links.origin}/0.jpg`, `${links.origin}/slow.jpg`, `${links.origin}/2.jpg`),
    );
    release();
    const child = start(["generate", "a kite", "--count", "3"], { env });
    const end = finished(child);
    await until(() => links.slow === 1);
    await giveUp(child);
    const { code, out, errors } = await end;
    expect(code).toBe(130);
    expect(JSON.parse(out).images).toMatchObject([{ index: 0 }]);
    for (const name of ["slow.jpg", "2.jpg"])
      expect(errors).toContain(`its link is valid for a while: ${links.origin}/${name}\n`);
  });

  it("in tasks wait", async () => {
    const links = await openLinks();
    const env = await openTask([`${links.origin}/0.jpg`, `${links.origin}/slow.jpg`]);
    const child = start(["tasks", "wait", "task_1"], { env });
    const end = finished(child);
    await until(() => links.slow === 1);
    await giveUp(child);
    const { code, out, errors } = await end;
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ index: 0 });
    expect(errors).toContain(`its link is valid for a while: ${links.origin}/slow.jpg\n`);
  });

  it("in a batch of APIMart, whose job is queued again under its idempotency key", async () => {
    let submissions = 0;
    const origin = await serve(() => {
      submissions += 1;
    });
    const env = { APIMART_API_KEY: "key-0123456789", APIMART_BASE_URL: origin };
    await writeFile(join(folder, "p.csv"), "key,prompt\na,a kite\n");
    const child = start(["batch", "run", "p.csv", "--provider", "apimart"], { env });
    const end = finished(child);
    await until(() => submissions === 1);
    await giveUp(child);
    const { code, out, errors } = await end;
    expect(code).toBe(130);
    expect(errors).toMatch(/^Giving up: open submissions may be billed\./m);
    expect(errors).not.toContain("unknown");
    expect(JSON.parse(out)).toMatchObject({ states: { queued: 1, unknown: 0 } });
  });

  it("in a batch, whose journal keeps the job in saving", async () => {
    const links = await openLinks();
    const { env, release } = await openProvider(inData(`${links.origin}/slow.jpg`));
    release();
    await writeFile(join(folder, "p.csv"), "key,prompt\na,a kite\n");
    const child = start(["batch", "run", "p.csv"], { env });
    const end = finished(child);
    await until(() => links.slow === 1);
    await giveUp(child);
    const { code, out } = await end;
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ states: { saving: 1 }, failures: { "not saved yet": 1 } });
    const keys = async (command: string) => (await seedream(["complete", "batch", command, ""])).out;
    expect(await keys("cancel")).toBe("a\tsaving: a kite\n:none\n");
    expect((await seedream(["batch", "cancel", "a"])).code).toBe(0);
    expect(await keys("retry")).toBe("a\tcancelled: a kite\n:none\n");
  });
});

describe("the place of each layer, which users need to assemble the image", () => {
  const args = ["generate", "a cup", "-i", "cup.png", "-m", "seedream-5.0-pro", ...simulated];
  const separate = [...args, "--native", '{"layer_decomposition":true}'];
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452000001000000010008020000", "hex");

  it("is in the JSON of generate", async () => {
    await writeFile(join(folder, "cup.png"), png);
    const { out } = await seedream(separate);
    const [base, ...layers] = JSON.parse(out).images;
    expect(base.layer).toMatchObject({ zIndex: 0, name: "background" });
    expect(layers[0].layer).toMatchObject({ zIndex: 1, boundingBox: { absolute: [512, 512, 1536, 1792] } });
  });

  it("is beside its file in a terminal", async () => {
    await writeFile(join(folder, "cup.png"), png);
    const { lines, ended } = openScreen(process.execPath, ["--no-warnings", program, ...separate], { columns: 200 });
    expect(await ended).toBe(0);
    expect(lines()[0]).toMatch(/-0\.jpg {2}layer 0, background$/);
    expect(lines()[1]).toMatch(/-1\.png {2}layer 1, subject, at 512, 512, 1536, 1792$/);
  });

  it("is in the JSON of tasks", async () => {
    const { origin } = await openLinks();
    const layers = [{ z_index: 1, name: "cup", bounding_box: { normalized: [0, 0, 500, 500] } }];
    const env = await openTask([`${origin}/0.jpg`, `${origin}/1.jpg`], { layers });
    const { out } = await seedream(["tasks", "fetch", "task_1"], { env });
    const files = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(files[1].layer).toEqual({ zIndex: 1, name: "cup", boundingBox: { normalized: [0, 0, 500, 500] } });
  });
});
