import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { finished, folder, keys, program, seedream, simulated } from "./seedream.ts";

describe("seedream generate", () => {
  it("saves the images and prints the result as JSON", async () => {
    const { code, out } = await seedream(["generate", "猫 at dusk / 1", "--count", "2", ...simulated]);
    expect(code).toBe(0);
    const { images, cost, errors } = JSON.parse(out);
    expect(images).toHaveLength(2);
    expect(cost).toMatchObject({ amount: 0.5, currency: "CNY" });
    expect(errors).toEqual([]);
    const files = await readdir(join(folder, "out"));
    expect(files.every((file) => /^猫-at-dusk-1-\d{8}-\d{6}-[01]\.jpg$/.test(file))).toBe(true);
  });

  it("reads the prompt from standard input, and from a file", async () => {
    expect(JSON.parse((await seedream(["generate", "--dry-run"], { input: " a kite \n" })).out).body.prompt).toBe(
      "a kite",
    );
    await writeFile(join(folder, "p.txt"), "\uFEFFa whale\n");
    const { out } = await seedream(["generate", "--dry-run", "--prompt-file", "p.txt"]);
    expect(JSON.parse(out).body.prompt).toBe("a whale");
  });

  it("accepts a prompt that begins with a dash", async () => {
    const { out } = await seedream(["generate", "--dry-run", "--", "-5 °C"]);
    expect(JSON.parse(out).body.prompt).toBe("-5 °C");
  });

  it("shows the exact request and its price, and sends nothing", async () => {
    const { code, out } = await seedream(["generate", "a kite", "--dry-run", "--size", "16:9@4K", "--count", "3"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ body: { prompt: "a kite" }, cost: { total: { amount: 0.75 } } });
  });

  it("states no price if a native field may ask for more images", async () => {
    const native = ["--native", '{"n":4}', "-p", "apimart"];
    expect((await seedream(["generate", "a kite", "--dry-run", ...native])).out).toContain('"count":1,"warnings"');
    expect(JSON.parse((await seedream(["validate", "a kite", ...native])).out)).not.toHaveProperty("cost");
  });

  it.each([
    ["4k", "4K"],
    ["16：9@4k", "5504x3040"],
    ["2048 × 2048", "2048x2048"],
    ["2048*2304", "2048x2304"],
  ])("reads the size %s as people write it", async (size, expected) => {
    const { out } = await seedream(["generate", "a kite", "--dry-run", "--size", size]);
    expect(JSON.parse(out).body.size).toBe(expected);
  });

  it("warns of an unknown model, and sends its name unchanged", async () => {
    const { out, errors } = await seedream(["generate", "a kite", "--dry-run", "--model", "sedream-4.5"]);
    expect(JSON.parse(out).body.model).toBe("sedream-4.5");
    expect(errors).toContain(
      'ark has no model "sedream-4.5" that the client knows, so it is sent unchecked. Known: seedream-5.5, ',
    );
    const endpoint = await seedream(["generate", "a kite", "--dry-run", "--model", "ep-20261126-abcde"]);
    expect(endpoint.errors).not.toContain("has no model");
  });

  it.each([
    [["generate", "a kite", "--size", "8x8", "--dry-run"], 2, "8x8 has 64 pixels"],
    [["generate", "a kite", "--size", "large"], 2, "write 2K, 2048x2048, 16:9, 16:9@4K, auto or adaptive"],
    [["generate", "a kite", "--count", "two"], 2, 'count is "two"; it must be a whole number'],
    [["generate", "a kite", "--image", "none.png"], 2, "The image none.png cannot be read (ENOENT)"],
    [["generate", "a kite", "--provider", "arc"], 2, 'There is no provider "arc"; there are ark, 302ai'],
    [["generate", "a kite", "--region", "mars"], 2, 'ark has no region "mars"; it has cn-beijing, ap-southeast'],
    [["generate", "a kite"], 2, "ARK_API_KEY is not set"],
    [
      ["generate", "a kite", "--max-cost", "0.1"],
      4,
      "It may cost 0.25 CNY, more than --max-cost 0.1; nothing was sent",
    ],
    [
      ["generate", "a", "-m", "seedream-5.0-pro", "--native", '{"layer_decomposition":true}', "--max-cost", "10"],
      4,
      "It may cost 10.2 CNY, more than --max-cost 10; nothing was sent",
    ],
    [
      ["generate", "a", "-p", "apimart", "--native", '{"n":4}', "--max-cost", "10"],
      4,
      "native has n, which may ask for more images, so --max-cost cannot be guaranteed",
    ],
    [
      ["generate", "a", "-m", "seedream-5.0-lite", "--native", '{"tools":[{"type":"web_search"}]}', "--max-cost", "10"],
      4,
      "The price of this request is not known, so --max-cost cannot be guaranteed",
    ],
    [["generate", "a kite", "--native", "3"], 2, "it must be a JSON object"],
    [["generate", "--image", "none.png", "a kite"], 2, "The image none.png cannot be read (ENOENT)"],
    [["simulate", "--port", "abc"], 2, '--port is "abc"; it must be a whole number from 0 to 65535'],
    [["simulate", "--latency", "2s"], 2, '--latency is "2s"; it must be a whole number from 0 to 3600000'],
    [["simulate", "--latency", "-1"], 2, '--latency is "-1"; it must be a whole number from 0 to 3600000'],
    [["simulate", "--latency", ""], 2, '--latency is ""; it must be a whole number from 0 to 3600000'],
    [["simulate", "--latency", "3600001"], 2, "it must be a whole number from 0 to 3600000"],
    [["generat", "a kite"], 2, "Did you mean generate?"],
    [["batch", "status"], 2, "There is no batch in out"],
    [["batch", "run", "none.csv"], 2, "none.csv cannot be read (ENOENT)"],
  ])("tells a mistake in one sentence: %j", async (args, exitCode, message) => {
    const { code, out, errors } = await seedream(args);
    expect(errors).toContain(message);
    expect(errors.trim().split("\n").length).toBeLessThanOrEqual(3);
    expect(out).toBe("");
    expect(code).toBe(exitCode);
  });

  it.each([
    [{ ARK_BASE_URL: "127.0.0.1:4010/ark/api/v3" }, "begin it with https:// or http://"],
    [{ ARK_API_KEY: "two words" }, "Character 4 of the API key is not allowed"],
  ])("exits with 2 for %j, which the client refuses", async (env, message) => {
    const { code, errors } = await seedream(["generate", "a kite"], { env: { ARK_API_KEY: "any-key", ...env } });
    expect(errors).toContain(message);
    expect(code).toBe(2);
  });

  it("redacts no word of the simulator's own messages", async () => {
    const { code, errors } = await seedream(["generate", "a kite [scenario:nope]", ...simulated]);
    expect(errors).toContain('the simulator has no scenario "nope"; it has content-blocked');
    expect(code).toBe(1);
  });

  it("exits with 1 when the provider refuses the key", async () => {
    const server = createServer((_, response) => response.writeHead(401).end("{}")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : "";
    const env = { ARK_API_KEY: "wrong-key", ARK_BASE_URL: `http://127.0.0.1:${port}/api/v3` };
    expect((await seedream(["generate", "a kite"], { env })).code).toBe(1);
    server.close();
  });

  it("refuses an old Node in one sentence", async () => {
    const hook = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' })";
    const { code, out, errors } = await seedream(["batch", "status"], {
      env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(hook)}` },
    });
    expect([code, out, errors]).toEqual([2, "", "Error: This is Node 20.20.2; seedream needs Node 22.13 or newer\n"]);
  });

  it("saves the images of several processes that generate from one prompt at once", async () => {
    const runs = Array.from({ length: 4 }, () => seedream(["generate", "a kite", ...simulated]));
    for (const { code, errors } of await Promise.all(runs)) expect([code, errors]).toEqual([0, ""]);
    expect(await readdir(join(folder, "out"))).toHaveLength(4);
  });

  it("checks the folder before it sends a request", async () => {
    await writeFile(join(folder, "taken"), "");
    const { code, out, errors } = await seedream(["generate", "a kite", "--out", "taken", ...simulated]);
    expect(errors).toBe("Error: Images cannot be saved to taken (EEXIST); pass another folder with --out\n");
    expect([code, out]).toEqual([2, ""]);
  });

  it.each([
    ["", "utf8", ""],
    ["with a mark of UTF-8 ", "utf8", "\uFEFF"],
    ["in UTF-16, as PowerShell writes it ", "utf16le", "\uFEFF"],
  ] as const)("reads the key from .env %sand shows it nowhere", async (_, encoding, mark) => {
    await writeFile(join(folder, ".env"), Buffer.from(`${mark}ARK_API_KEY=ark-secret-0123456789\r\n`, encoding));
    const { code, out, errors } = await seedream(["doctor"], { env: { ARK_API_KEY: undefined } });
    expect(code).toBe(0);
    expect(out).toContain("ARK_API_KEY is set, 21 characters");
    expect(out + errors).not.toContain("secret");
  });
});

describe("seedream batch", () => {
  const table = 'key;prompt;size\r\na;"one; two\r\nthree";2K\r\n;kite;2K\r\n;kite;2K\r\n';

  it("makes each image of a table from Excel once, even if the batch runs again", async () => {
    await writeFile(join(folder, "p.csv"), `\uFEFF${table}`);
    const first = await seedream(["batch", "run", "p.csv", ...simulated]);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({ states: { done: 3 }, spent: { images: 3, CNY: 0.75 }, unknown: [] });
    expect((await readdir(join(folder, "out"))).filter((name) => name.endsWith(".jpg"))).toHaveLength(3);
    const again = await seedream(["batch", "run", "p.csv", ...simulated]);
    expect(again.errors).toContain("0 jobs added to out/jobs.db, 3 were there already");
    expect(JSON.parse((await seedream(["batch", "status"])).out)).toMatchObject({ spent: { images: 3 } });
    // The two kites have no key, so their names come from their prompt and differ by a number.
    const kites = (await readdir(join(folder, "out"))).filter((name) =>
      /^0000[23]-kite-[0-9a-f]{12}(-2)?-0\.jpg$/.test(name),
    );
    expect(kites).toHaveLength(2);
    const facts = JSON.parse(await readFile(join(folder, "out", "00001-a-0.json"), "utf8"));
    expect(facts.request.prompt).toBe("one; two\r\nthree");
  });

  it("reads JSON Lines with a Unicode line separator in a text", async () => {
    await writeFile(
      join(folder, "p.jsonl"),
      `${JSON.stringify({ key: "a", prompt: "one\u2028two" })}\n\n{"prompt":"b"}\n`,
    );
    const { out, code } = await seedream(["batch", "run", "p.jsonl", ...simulated]);
    expect(JSON.parse(out)).toMatchObject({ states: { done: 2 } });
    expect(code).toBe(0);
  });

  it("adds nothing while the key of a row is missing", async () => {
    await writeFile(join(folder, "p.csv"), "prompt,provider\none,ark\n");
    const { code, errors } = await seedream(["batch", "run", "p.csv"]);
    expect(errors).toContain("ARK_API_KEY is not set");
    expect([code, await readdir(folder)]).toEqual([2, ["p.csv"]]);
  });

  it("stops before it exceeds the budget, and continues with a larger one", async () => {
    await writeFile(join(folder, "p.csv"), "prompt\none\ntwo\nthree\n");
    const first = await seedream(["batch", "run", "p.csv", "--budget", "0.5 CNY", ...simulated]);
    expect(first.code).toBe(4);
    expect(JSON.parse(first.out)).toMatchObject({ states: { done: 2, queued: 1 } });
    const other = await seedream(["batch", "resume", "--budget", "5 CNY"]);
    expect([other.code, other.errors]).toEqual([
      2,
      "Error: The jobs of this folder are for the simulator; pass --provider simulator\n",
    ]);
    const more = await seedream(["batch", "resume", "--budget", "5 CNY", ...simulated]);
    expect(JSON.parse(more.out)).toMatchObject({ states: { done: 3 } });
    expect(more.code).toBe(0);
  });

  it("adds up the price of all rows in a dry run", async () => {
    await writeFile(join(folder, "p.csv"), "prompt,count\none,1\ntwo,3\n");
    const { out } = await seedream(["batch", "run", "p.csv", "--dry-run", ...simulated]);
    expect(JSON.parse(out)).toEqual({ images: 4, CNY: 1 });
    expect(await readdir(folder)).toEqual(["p.csv"]);
  });

  it("counts rows of unknown cost in a dry run", async () => {
    const native = { sequential_image_generation: "auto" };
    const rows = [{ prompt: "a" }, { prompt: "b", native }, { prompt: "c", model: "ep-1" }];
    await writeFile(join(folder, "p.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
    const { errors } = await seedream(["batch", "run", "p.jsonl", "--dry-run", ...simulated]);
    expect(errors).toContain("The cost of 2 jobs is not known, so the total may be higher\nNothing was sent\n");
  });

  it.each<[string, string | Uint8Array, string]>([
    ["p.csv", "prompt,colour\nkite,red\n", 'p.csv, line 1: there is no column "colour"'],
    ["p.csv", "prompt,size\nkite,2K\nwhale,large\n", 'p.csv, line 3: "large" is not a size'],
    ["p.csv", "prompt,size\nkite,2K\n ,2K\n", "p.csv, line 3: the prompt is empty"],
    ["p.csv", "prompt,size\nkite\n", "p.csv, line 2: it has 1 cell, and the first line 2; put a cell"],
    ["p.csv", 'prompt,size\n"a\nb",2K\na, b,2K\n', "p.csv, line 4: it has 3 cells, and the first line 2"],
    [
      "p.csv",
      'prompt,size\na,2K\n"a kite,2K\nb,2K\n',
      "p.csv, line 3: a quotation mark opens a cell that is never closed",
    ],
    ["p.csv", 'sep=;\nprompt;size\n5" kite;2K\n', "p.csv, line 3: a quotation mark is inside a cell"],
    ["p.csv", 'prompt,size\n"kite" ,2K\n', "p.csv, line 2: a quotation mark is inside a cell"],
    ["p.csv", "a kite\na whale\n", 'p.csv, line 1: there is no column "prompt"; the first line must name the columns'],
    ["p.csv", "key,prompt\na,one\n\na,two\n", 'p.csv, line 4: the key "a" is that of line 2, with another request'],
    ["p.csv", Buffer.from("PK\u0003\u0004\u00ff", "latin1"), "p.csv is an Excel workbook, despite its name"],
    ["p.csv", Buffer.from("prompt\nkite\n", "utf16le").swap16(), "pass --encoding utf-16be"],
    ["p.csv", "prompt,size\nkite,8x8\n", "1 of 1 row has issues; nothing was sent"],
    ["p.csv", "prompt,images\nkite,none.png\n", "p.csv, line 2: The image none.png cannot be read (ENOENT)"],
    ["p.csv", Buffer.from("prompt\nkite\ncaf\xe9\n", "latin1"), "p.csv, line 3: it is not UTF-8"],
    ["p.csv", "", "p.csv has no rows"],
    ["p.csv", "prompt,Prompt \na,b\n", 'p.csv has two columns "prompt"; remove one'],
    ["p.csv", 'prompt,size\n"a\nb",2K\n"c\nd",large\n', 'p.csv, line 4: "large" is not a size'],
    ["p.csv", "prompt,,\na,,red\n", 'p.csv, line 2: there is no column ""'],
    ["p.csv", "prompt,__proto__\na,b\n", 'p.csv, line 1: there is no column "__proto__"'],
    ["p.csv", Buffer.from("prompt\nkite\n", "utf16le"), "p.csv has NUL characters: it may be UTF-16"],
    [
      "p.json",
      '[\n{"prompt":"a"}\n]\n',
      "p.json, line 1: Unexpected end of JSON input. Each line must be one JSON object",
    ],
    ["p.jsonl", '{"prompt":"a"}\n{"prompt":\n', "p.jsonl, line 2: "],
    [
      "p.jsonl",
      '{"prompt":"a"}\n{"prompt":{"text":"b"}}\n',
      "Error: p.jsonl, line 2: prompt is an object; it must be a text\n",
    ],
    ["p.jsonl", '{"prompt":["a","b"]}\n', "Error: p.jsonl, line 1: prompt is a list; it must be a text\n"],
    ["p.jsonl", '{"prompt":"a","key":{"id":1}}\n', "Error: p.jsonl, line 1: key is an object; it must be a text\n"],
    ["p.jsonl", '{"prompt":"a","images":[{"url":"https://a.test"}]}\n', "an entry of images is an object; it must be"],
  ])("refuses a file by its line, and sends nothing: %s %#", async (name, content, message) => {
    await writeFile(join(folder, name), content);
    const { code, errors } = await seedream(["batch", "run", name, ...simulated]);
    expect(errors).toContain(message);
    expect(code).toBe(2);
  });

  it.each([
    ["empty columns and rows", "prompt;size;;\na;2K;;\n;;;\n ; ;;\nb;;;\n"],
    ["capitals and spaces", " Prompt , SIZE , provider\na, 2K , simulator \nb,,\n"],
    ["a first line that names the separator", "sep=;\r\nprompt;size\r\na, b;2K\r\nc;\r\n"],
    ["one column, whose cells hold commas", 'prompt\na, b; c\n"d, ""e"""\n'],
    ["bars, and a separator in a name", '"prompt"|"size"\na, b|2K\nc|\n'],
    ["line ends of an old Mac, and a dash first", "prompt,size\r- a,2K\r--help,\r"],
    ["UTF-16 and tabs", Buffer.from("\uFEFFprompt\tsize\r\na\t2K\r\nb\t\r\n", "utf16le")],
  ])("reads a table with %s", async (_, content) => {
    await writeFile(join(folder, "p.csv"), content);
    const { out, errors } = await seedream(["batch", "run", "p.csv", "--dry-run", ...simulated]);
    expect(errors).toBe("Nothing was sent\n");
    expect(JSON.parse(out)).toEqual({ images: 2, CNY: 0.5 });
  });

  it.each([
    ["size", "prompt,size\na,9K\nb,2K\nc,100x100\n", [2, 'size is "9K"', 4, "size 100x100 has 10,000 pixels"]],
    ["provider", "prompt,provider\na,arc\nb,ark\n", [2, 'there is no provider "arc"; there are ark']],
    ["column", "sep=;\nprompt;sise\na;2K\n", [2, 'there is no column "sise"']],
    ["number of cells", "prompt,size\na\n", [2, "it has 1 cell, and the first line 2"]],
  ])("names the line of a wrong %s", async (_, content, expected) => {
    await writeFile(join(folder, "p.csv"), content);
    const { code, out, errors } = await seedream(["batch", "run", "p.csv", ...simulated]);
    expect([code, out]).toEqual([2, ""]);
    const [line, message, nextLine, nextMessage] = expected;
    expect(errors).toMatch(new RegExp(`^Error: p\\.csv, line ${line}: ${message}`));
    if (nextMessage) expect(errors).toContain(`\np.csv, line ${nextLine}: ${nextMessage}`);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("warns once of an unknown model", async () => {
    await writeFile(join(folder, "p.csv"), "prompt,model\na,seedream-45\nb,seedream-45\nc,seedream-4.5\n");
    const { code, errors } = await seedream(["batch", "run", "p.csv", "--dry-run", ...simulated]);
    expect(errors.match(/no model "seedream-45" that the client knows/g)).toHaveLength(1);
    expect(errors).not.toContain('no model "seedream-4.5"');
    expect(code).toBe(0);
  });

  it("accepts file names with spaces in a JSON list", async () => {
    await writeFile(
      join(folder, "my cup.png"),
      Buffer.from("89504e470d0a1a0a0000000d49484452000001000000010008020000", "hex"),
    );
    await writeFile(join(folder, "p.jsonl"), '{"Prompt":"a","images":["my cup.png"]}\n');
    const { out, errors } = await seedream(["batch", "run", "p.jsonl", "--dry-run", ...simulated]);
    expect(errors).toBe("Nothing was sent\n");
    expect(JSON.parse(out)).toEqual({ images: 1, CNY: 0.25 });
  });

  it("accepts the file after a repeated option", async () => {
    await writeFile(join(folder, "p.csv"), "prompt\none\ntwo\n");
    const budgets = ["--budget", "5 CNY", "--budget", "1 image"];
    const { out, code } = await seedream(["batch", "run", ...simulated, ...budgets, "p.csv"]);
    expect(JSON.parse(out)).toMatchObject({ states: { done: 1, queued: 1 } });
    expect(code).toBe(4);
  });

  it("continues when standard error is closed", async () => {
    await writeFile(join(folder, "p.csv"), "prompt\none\ntwo\n");
    const child = spawn(process.execPath, ["--no-warnings", program, "batch", "run", "p.csv", ...simulated], {
      cwd: folder,
      env: { ...process.env, ...keys },
    });
    child.stderr.destroy();
    child.stdin.end();
    const [out] = await Promise.all([text(child.stdout), once(child, "exit")]);
    expect(JSON.parse(out)).toMatchObject({ states: { done: 2 } });
  });

  it("retries cancelled jobs, but no job that is done", async () => {
    await writeFile(join(folder, "p.csv"), "key,prompt\na,one\nb,two\n");
    await seedream(["batch", "run", "p.csv", "--budget", "1 images", ...simulated]);
    expect((await seedream(["batch", "cancel", "--all"])).errors).toContain("1 job cancelled");
    expect((await seedream(["batch", "retry", "a"])).errors).toContain(
      'Job "a" is done; only a job that failed, was cancelled or is unknown can be retried; to make it again, add it',
    );
    expect((await seedream(["batch", "retry", "b"])).errors).toContain("1 job queued again");
    expect(JSON.parse((await seedream(["batch", "resume", ...simulated])).out)).toMatchObject({ states: { done: 2 } });
  });

  it("cancels the other jobs if the state of one job does not allow it", async () => {
    await writeFile(join(folder, "p.csv"), "key,prompt\na,one\nb,two\nc,three\n");
    await seedream(["batch", "run", "p.csv", "--budget", "1 images", ...simulated]);
    const cancelled = await seedream(["batch", "cancel", "b", "nobody", "a", "c"]);
    expect(cancelled.code).toBe(1);
    expect(cancelled.errors).toMatch(/^2 jobs cancelled$/m);
    expect(cancelled.errors).toMatch(/There is no job "nobody".*Job "a" is done/s);
    expect(JSON.parse((await seedream(["batch", "status"])).out)).toMatchObject({ states: { done: 1, cancelled: 2 } });
    expect(await seedream(["batch", "retry", "a"])).toMatchObject({ code: 2 });
  });

  it("reads a table in the encoding that --encoding names", async () => {
    await writeFile(join(folder, "p.csv"), Buffer.from([0x70, 0x72, 0x6f, 0x6d, 0x70, 0x74, 0x0a, 0xc3, 0xa8, 0x0a]));
    const { out } = await seedream(["batch", "run", "p.csv", "--encoding", "gbk", ...simulated]);
    expect(JSON.parse(out)).toMatchObject({ states: { done: 1 } });
    expect(await readdir(join(folder, "out"))).toHaveLength(3);
  });
});

it("lists one model a line as JSON, and ends without an error when the pipe is closed", async () => {
  const { out, code } = await seedream(["models", "--provider", "apimart"]);
  expect(code).toBe(0);
  expect(
    out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).name),
  ).toContain("seedream-4.5");
  const child = spawn("sh", ["-c", `"${process.execPath}" --no-warnings "${program}" models | head -1`], {
    cwd: folder,
  });
  const [line, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(line).toContain("seedream");
  expect(errors).toBe("");
});

it("has help with examples for every command", async () => {
  for (const args of [["--help"], ["generate", "--help"], ["batch", "run", "--help"], ["help", "doctor"]]) {
    const { code, out } = await seedream(args);
    expect(code).toBe(0);
    expect(out).toContain("Usage: seedream");
  }
});

it("loads only its own code and commander for --help", async () => {
  const built = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
  const hook = `import { registerHooks } from "node:module";
    registerHooks({ load: (url, context, next) => (process._rawDebug(url), next(url, context)) });`;
  const child = spawn(process.execPath, [
    "--import",
    `data:text/javascript,${encodeURIComponent(hook)}`,
    built,
    "--help",
  ]);
  const { code, errors } = await finished(child);
  expect(code).toBe(0);
  const loaded = errors.split("\n").filter((url) => url.startsWith("file:"));
  expect(loaded.length).toBeGreaterThan(3);
  const own = (url: string) => /\/cli\/dist\/[a-z]+\.js$|\/commander\//.test(url);
  expect(loaded.filter((url) => !own(url))).toEqual([]);
});

it("waits out a rate limit, says so once, and prints a summary when the provider then refuses the key", async () => {
  await writeFile(join(folder, "p.csv"), "prompt\none\ntwo\n");
  let calls = 0;
  const server = createServer(async (request, response) => {
    await text(request);
    calls += 1;
    const [status, body] = [
      [429, { error: { code: "RateLimitExceeded" } }],
      [200, { created: 1, data: [{ b64_json: Buffer.from([0xff, 0xd8, 0xff, 1]).toString("base64") }] }],
      [401, { error: { code: "AuthenticationError", message: "no" } }],
    ][Math.min(calls, 3) - 1] as [number, object];
    response.writeHead(status, { "content-type": "application/json", "retry-after": "1" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : "";
  const env = { ARK_API_KEY: "ark-0123456789", ARK_BASE_URL: `http://127.0.0.1:${port}/api/v3` };
  const { code, out, errors } = await seedream(["batch", "run", "p.csv", "--concurrency", "1"], { env });
  server.close();
  expect(code).toBe(1);
  expect(errors).toMatch(/^ark limits requests: jobs wait/m);
  expect(errors).toMatch(/^Error: .*AuthenticationError|^Error: .*refused|^Error: .*401/m);
  expect(JSON.parse(out)).toMatchObject({ states: { done: 1, queued: 1 } });
});

it.skipIf(!existsSync("/dev/full"))("saves what is paid for when its results cannot be written", async () => {
  const script = `"${process.execPath}" --no-warnings "${program}" generate kite --provider simulator > /dev/full`;
  const child = spawn("sh", ["-c", script], { cwd: folder, env: { ...process.env, ...keys } });
  const { code, errors } = await finished(child);
  expect([code, errors]).toEqual([1, "Error: Results cannot be written (ENOSPC)\n"]);
  expect(await readdir(join(folder, "out"))).toHaveLength(1);
});

it("explains what .env must contain when it is a folder", async () => {
  await mkdir(join(folder, ".env"));
  const { code, errors } = await seedream(["models"]);
  expect(errors).toMatch(/^Error: \.env cannot be read \(\w+\); it must be a file with lines such as ARK_API_KEY=…\n$/);
  expect(code).toBe(2);
});
