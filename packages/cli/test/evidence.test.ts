import { once } from "node:events";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { noPostgres, postgresVersion, startPostgres } from "@seedream-clients/postgres";
import { describe, expect, it, onTestFinished } from "vitest";
import { jpeg, openProvider, until } from "./provider.ts";
import { finished, folder, seedream, simulated, start } from "./seedream.ts";

const link = "https://results.example/0.jpeg";

describe("a prompt on standard input", () => {
  it.each([
    ["another encoding", Buffer.from([0xb5, 0xc6, 0xcb, 0xfe]), "Standard input, line 1: it is not UTF-8"],
    ["UTF-16 without a mark", Buffer.from("a kite", "utf16le"), "Standard input has NUL characters"],
  ])("in %s is refused, and no replacement characters are paid for", async (_, input, message) => {
    const { code, out, errors } = await seedream(["generate", ...simulated], { input });
    expect(errors).toContain(message);
    expect(errors).not.toContain("--encoding");
    expect([code, out]).toEqual([2, ""]);
  });

  it("may be UTF-16 with a mark, as PowerShell writes it", async () => {
    const input = Buffer.from("\uFEFF猫\r\n", "utf16le");
    const { out } = await seedream(["generate", "--dry-run", ...simulated], { input });
    expect(JSON.parse(out)).toMatchObject({ body: { prompt: "猫" } });
  });
});

describe("an unreadable response", () => {
  it("is in the output of generate with its links, because it may be paid for", async () => {
    const { env, release } = await openProvider({ picture: { file: link } });
    release();
    const { code, out, errors } = await seedream(["generate", "a kite"], { env });
    expect(JSON.parse(out)).toMatchObject({ errors: [{ charged: "unknown", raw: { picture: { file: link } } }] });
    expect(errors).toContain(`It may be at ${link}`);
    expect(code).toBe(3);
  });

  it("is reported beside the images that arrived", async () => {
    const { env, release } = await openProvider({
      created: 1,
      data: [{ b64_json: jpeg }],
      usage: { generated_images: 2 },
    });
    release();
    const { code, out, errors } = await seedream(["generate", "a kite"], { env });
    expect(errors).toContain("Images may be missing: the provider counts 2, and 1 arrived");
    expect(JSON.parse(out).errors).toContainEqual(expect.objectContaining({ name: "StreamInterruptedError" }));
    expect(code).toBe(3);
  });

  it("is in the summary of a batch, with its links", async () => {
    const { env, release } = await openProvider({ picture: { file: link } });
    release();
    await writeFile(join(folder, "p.csv"), "key,prompt\na,a kite\n");
    const { code, out } = await seedream(["batch", "run", "p.csv"], { env });
    expect(JSON.parse(out)).toMatchObject({ unknown: [{ key: "a", links: [link] }] });
    expect(code).toBe(3);
  });
});

it("exits with 3 and saves the image if the folder is removed during a batch", async () => {
  const { env, release, prompts } = await openProvider();
  await writeFile(join(folder, "p.csv"), "prompt\na kite\n");
  const child = start(["batch", "run", "p.csv"], { env });
  await until(() => prompts.length === 1);
  await rm(join(folder, "out"), { recursive: true });
  release();
  const { code, errors } = await finished(child);
  expect(errors).toContain("it is paid for, and what arrived is inline bytes, saved");
  expect((await readdir(join(folder, "out"))).filter((name) => name.endsWith(".jpg"))).toHaveLength(1);
  expect(code).toBe(3);
});

it.skipIf(!postgresVersion)(
  `a worker whose output nobody reads any more stops after what is out${postgresVersion ? "" : `: ${noPostgres}`}`,
  async () => {
    const server = await startPostgres();
    onTestFinished(() => server.close());
    const { env, release, prompts } = await openProvider();
    const shared = { ...env, SEEDREAM_STORE: server.connectionString };
    await writeFile(
      join(folder, "p.csv"),
      `prompt\n${Array.from({ length: 6 }, (_, index) => `kite ${index}\n`).join("")}`,
    );
    const batch = start(["batch", "run", "p.csv", "--concurrency", "2"], { env: shared });
    await until(() => prompts.length === 2);
    batch.kill("SIGKILL");
    const worker = start(["worker", "--concurrency", "8"], { env: shared });
    worker.stdout.destroy();
    await until(() => prompts.length > 2);
    release();
    await once(worker, "exit");
    expect(worker.exitCode).toBe(0);
    const { out } = await seedream(["batch", "status"], { env: shared });
    expect(JSON.parse(out).states).toMatchObject({ submitting: 2, unknown: 0, saving: 0 });
  },
);
