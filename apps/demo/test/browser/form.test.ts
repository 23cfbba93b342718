import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { Stage } from "./stage.ts";
import { describeInChromium, test } from "./test.ts";

describeInChromium("the form", { timeout: 60_000 }, () => {
  test("offers and sends options that a ticked provider accepts, and says where one is left out", async ({ stage }) => {
    const { page } = stage;
    const offered = async () => {
      const fields = ["Seed", "Rewriting", "Delivery", "Format"];
      const options = page.locator(".options-body");
      const isThere = await Promise.all(
        fields.map((name) =>
          options.getByLabel(name, { exact: true }).or(options.getByRole("group", { name })).count(),
        ),
      );
      return fields.filter((_, index) => isThere[index]);
    };
    await page.getByText("Options", { exact: true }).click();
    expect(await offered()).toEqual(["Rewriting", "Delivery"]);
    await stage.chooseModel("Seedream 5.0 Flash");
    expect(await offered()).toEqual(["Seed", "Rewriting", "Delivery", "Format"]);
    await page.getByLabel("Seed", { exact: true }).fill("7");
    await page.getByLabel("Rewriting").selectOption("standard");
    await stage.pick("Inline");
    await stage.pick("PNG");
    await page.getByLabel("Watermark").check();
    await page.getByText("seed 7, standard, PNG, Inline, Watermark").waitFor();
    await stage.ask("A fox as PNG");
    await stage.ended("done");
    await expect.poll(() => stage.drawn()).toEqual(["2048x2048"]);
    expect(JSON.parse(stage.bodies[0] ?? "")).toMatchObject({
      seed: 7,
      optimize_prompt_options: { mode: "standard" },
      response_format: "b64_json",
      output_format: "png",
      watermark: true,
    });
    await stage.chooseModel("Seedream 4.5");
    await page.getByText("Seed: not accepted here, left out").first().waitFor();
  });

  test("shows the default file format of a model", async ({ stage }) => {
    await stage.page.getByText("Options", { exact: true }).click();
    await stage.chooseModel("Seedream 5.5");
    expect(await stage.page.getByRole("radio", { name: "PNG" }).isChecked()).toBe(true);
    await stage.chooseModel("Seedream 5.0 Flash");
    expect(await stage.page.getByRole("radio", { name: "JPEG" }).isChecked()).toBe(true);
  });

  test("accepts a size as one of ten tiles, with a resolution or in pixels", async ({ stage }) => {
    const { page } = stage;
    await stage.pick("21:9");
    await page.getByText("3136 × 1344 px").waitFor();
    await stage.pick("4K");
    await page.getByText("6240 × 2656 px").waitFor();
    await stage.pick("Auto");
    await page.getByText("the model picks the shape").waitFor();
    await stage.pick("21:9");
    await stage.pick("2K");
    await stage.pick("Pixels");
    expect(await page.getByLabel("Width").inputValue()).toBe("3136");
    await page.getByLabel("Width").fill("2304");
    await page.getByLabel("Height").fill("1728");
    await stage.ask("By pixels");
    await expect.poll(() => stage.drawn()).toEqual(["2304x1728"]);
  });

  test("shows the issues of each provider before sending, and disables the button", async ({ stage }) => {
    const { page } = stage;
    await stage.sendTo("Volcengine Ark", "APIMart");
    await stage.prompt.fill("A fox");
    await stage.count.fill("2");
    await page.getByText("seedream-4.5 on apimart makes a group only from at least one reference image").waitFor();
    await page.getByText("Refused by APIMart").waitFor();
    expect(await stage.send.isDisabled()).toBe(true);
    await page.getByRole("checkbox", { name: "APIMart" }).uncheck();
    await expect.poll(() => stage.send.isDisabled()).toBe(false);
    expect(await page.getByRole("checkbox", { name: "APIMart" }).isDisabled()).toBe(true);
    await stage.chooseModel("Seedream 5.0 Pro");
    await page.getByText("Does not offer Seedream 5.0 Pro").first().waitFor();
  });

  test("shows an exceeded limit once, because the studio has no limits of its own", async ({ stage }) => {
    const notes = stage.page.locator("#to-ark-notes p");
    await stage.prompt.fill("A fox");
    await stage.count.fill("16");
    await notes.first().waitFor();
    expect(await notes.allTextContents()).toEqual([
      "count is 16; seedream-4.5 on ark accepts whole numbers from 1 to 15",
    ]);
    await stage.count.fill("1");
    await notes.first().waitFor({ state: "detached" });
    const buffer = await stage.picture();
    await stage.attach(...Array.from({ length: 21 }, (_, index) => ({ name: `${index}.png`, buffer })));
    await notes.first().waitFor();
    expect(await notes.allTextContents()).toEqual(["images has 21 entries; seedream-4.5 on ark accepts at most 14"]);
  });

  test("keeps its draft over a reload, including files", async ({ stage }) => {
    await stage.prompt.fill("A draft");
    await stage.pick("9:16");
    await stage.count.fill("3");
    await stage.attach({ name: "harbour.png", buffer: await stage.picture() });
    await stage.page.getByText("1 / 14").waitFor();
    await stage.page.reload();
    await stage.page.getByText("1 / 14").waitFor();
    expect(await stage.prompt.inputValue()).toBe("A draft");
    expect(await stage.count.inputValue()).toBe("3");
    expect(await stage.page.getByRole("radio", { name: "9:16" }).isChecked()).toBe(true);
  });

  test("ignores the drafts that other pages of its origin keep", async ({ stage }) => {
    await stage.page.evaluate(() => localStorage.setItem("draft", "Dear diary"));
    await stage.page.reload();
    await stage.send.waitFor();
  });

  test("keeps a prompt that is typed just before a reload, or before its tab closes", async ({ stage }) => {
    await stage.prompt.fill("A fox");
    await stage.page.reload();
    await expect.poll(() => stage.prompt.inputValue()).toBe("A fox");
    await stage.prompt.fill("A fox under a ginkgo tree");
    await stage.page.close({ runBeforeUnload: true });
    const page = await stage.context.newPage();
    await page.goto(stage.studio.url);
    const prompt = page.getByRole("textbox", { name: "Prompt" });
    await expect.poll(() => prompt.inputValue()).toBe("A fox under a ginkgo tree");
  });

  test("sends nothing when Enter confirms an input method's candidate or is pressed in a field", async ({ stage }) => {
    const { page } = stage;
    await stage.prompt.fill("灯塔");
    for (const field of [stage.prompt, stage.count]) {
      await field.evaluate((element) => {
        const keys = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true, isComposing: true };
        element.dispatchEvent(new KeyboardEvent("keydown", keys));
      });
    }
    await stage.count.press("Enter");
    await page.waitForTimeout(300);
    expect(await page.getByRole("article").count()).toBe(0);
    await stage.prompt.press("Control+Enter");
    await stage.ended("done");
    expect(stage.bodies).toHaveLength(1);
  });
});

describeInChromium("sending", { timeout: 60_000 }, () => {
  test("happens once however long a key is held down", async ({ stage }) => {
    const { page } = stage;
    const hold = async () => {
      for (let times = 0; times < 4; times++) {
        await page.keyboard.down("Enter");
        await page.waitForTimeout(100);
      }
      await page.keyboard.up("Enter");
    };
    await stage.prompt.fill("A fox");
    await page.keyboard.down("Control");
    await hold();
    await page.keyboard.up("Control");
    await stage.ended("done");
    expect(stage.bodies).toHaveLength(1);
    await stage.send.focus();
    await hold();
    await page.waitForTimeout(300);
    expect(stage.bodies).toHaveLength(2);
  });

  test("does not happen with an empty or a blank prompt", async ({ stage }) => {
    for (const prompt of ["", "   "]) {
      await stage.prompt.fill(prompt);
      await stage.send.click();
      await expect.poll(() => stage.prompt.evaluate((field) => field === document.activeElement)).toBe(true);
      await stage.page.waitForTimeout(300);
      expect(await stage.page.getByRole("article").count()).toBe(0);
    }
  });
});

describeInChromium("reference images", { timeout: 60_000 }, () => {
  test("come from files, by link, from the clipboard and by drop", async ({ stage }) => {
    const { page, context } = stage;
    await stage.attach({ name: "file.png", buffer: await stage.picture() });
    await page.getByText("Drop, paste, choose or link").click();
    const link = page.getByLabel("Link to a reference image");
    await link.fill("lighthouse.jpg");
    await stage.button("Add").click();
    const wrong = page.getByText("A link begins with https:// or http://.");
    await wrong.waitFor();
    await link.fill("http://images.example/lighthouse.jpg");
    expect(await wrong.count()).toBe(0);
    await link.press("Enter");
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate(async () => {
      const canvas = document.createElement("canvas");
      const { promise, resolve } = Promise.withResolvers<Blob | null>();
      canvas.toBlob(resolve, "image/png");
      const blob = await promise;
      if (blob) await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
    });
    await stage.prompt.press("Control+V");
    await page.getByText("3 / 14").waitFor();
    await page.evaluate(() => navigator.clipboard.writeText("http://images.example/pasted.jpg"));
    await stage.prompt.press("Control+V");
    expect(await stage.prompt.inputValue()).toBe("http://images.example/pasted.jpg");
    await page.getByRole("radio", { name: "1:1" }).press("Control+V");
    await page.getByText("4 / 14").waitFor();
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["not decoded here"], "dropped.png", { type: "image/png" }));
      return transfer;
    });
    await stage.prompt.dispatchEvent("drop", { dataTransfer: data });
    await page.getByText("5 / 14").waitFor();
    await dropLink(stage, "http://images.example/dragged.jpg");
    await page.getByText("6 / 14").waitFor();
  });

  test("come from the pictures of a run, by drag", async ({ stage }) => {
    await stage.ask("A fox", 2);
    await stage.ended("done");
    const image = stage.run.getByRole("img").nth(1);
    await dropLink(stage, await image.evaluate((image) => (image instanceof HTMLImageElement ? image.src : "")));
    const name = await stage.references.getAttribute("title");
    expect(name).toMatch(/^Reference 1: seedream-\w{8}-0-2\.jpg$/);
  });

  test("are ordered by menu and by drag, removed, and sent in that order", async ({ stage }) => {
    const { page } = stage;
    const names = () => stage.references.evaluateAll((all) => all.map((item) => item.getAttribute("title")));
    const press = async (position: number, name: string) => {
      await stage.references
        .nth(position - 1)
        .locator("[popovertarget]")
        .click();
      await stage.button(name, stage.references.nth(position - 1)).click();
    };
    const sides = [
      [64, 64],
      [96, 64],
      [64, 96],
    ] as const;
    const files = await Promise.all(sides.map(([width, height]) => stage.picture(width, height)));
    await stage.attach(...files.map((buffer, index) => ({ name: `${"abc"[index]}.png`, buffer })));
    await page.getByText("3 / 14").waitFor();
    await press(3, "Move forward");
    expect(await names()).toEqual(["Reference 1: a.png", "Reference 2: c.png", "Reference 3: b.png"]);
    await page.getByText("c.png is now reference 2 of 3.").waitFor({ state: "attached" });
    await stage.references.nth(2).dragTo(stage.references.nth(0));
    expect(await names()).toEqual(["Reference 1: b.png", "Reference 2: a.png", "Reference 3: c.png"]);
    await press(2, "Remove");
    await page.getByText("2 / 14").waitFor();
    await stage.ask("The same, at night");
    await stage.ended("done");
    const sent = [files[1], files[2]].map((file) => `data:image/png;base64,${file?.toString("base64")}`);
    expect(JSON.parse(stage.bodies[0] ?? "").image).toEqual(sent);
  });

  test("delay no typing if they are large", async ({ stage }) => {
    const { page } = stage;
    await stage.attach({ name: "large.png", buffer: Buffer.concat([await stage.picture(), Buffer.alloc(2 ** 20)]) });
    await page.getByText("1 / 14").waitFor();
    await page.waitForTimeout(500);
    await page.evaluate(`
      const { stringify } = JSON;
      JSON.stringify = (...values) => {
        const text = stringify(...values);
        if (text?.length > 2 ** 20) throw new Error("The page wrote a whole file");
        return text;
      };
    `);
    await stage.prompt.press("a");
    // Until the request is checked.
    await page.waitForTimeout(500);
    expect(await stage.send.isEnabled()).toBe(true);
  });

  test("may have no extension, and are refused once if they are no images", async ({ stage }) => {
    const { page } = stage;
    const notes = page.locator("#to-ark-notes p");
    await stage.prompt.fill("A fox");
    await stage.attach({ name: "harbour", mimeType: "", buffer: await stage.picture() });
    await page.getByText("1 / 14").waitFor();
    await page.waitForTimeout(500);
    expect(await notes.allTextContents()).toEqual([]);
    await stage.attach({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("A fox") });
    await notes.first().waitFor();
    expect(await notes.allTextContents()).toEqual([
      "images[1] is not an image of a known format; seedream-4.5 on ark accepts jpeg, png, webp, bmp, tiff, gif",
    ]);
  });

  test("are marked if they break a rule, which the notes of the provider name", async ({ stage }) => {
    const { page } = stage;
    const good = await stage.picture();
    await stage.attach(
      { name: "good.png", buffer: good },
      { name: "small.png", buffer: await stage.picture(12, 12) },
      { name: "long.png", buffer: await stage.picture(2000, 20) },
      {
        name: "drawing.svg",
        mimeType: "image/svg+xml",
        buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      },
      { name: "large.png", buffer: Buffer.concat([good, Buffer.alloc(11 * 2 ** 20)]) },
    );
    const notes = page.locator("#to-ark-notes");
    const problems = [
      "Reference 2: side of 12 px; must be over 14",
      "Reference 3: sides 100:1; accepted 1:16 to 16:1",
      "images[3] is not an image of a known format",
      "Reference 5: 11 MB; at most 10 MB",
    ];
    for (const problem of problems) await notes.getByText(problem).waitFor();
    const marked = () => stage.references.evaluateAll((all) => all.map((item) => item.classList.contains("bad")));
    expect(await marked()).toEqual([false, true, true, true, true]);
    expect(await stage.send.isDisabled()).toBe(true);
  });
});

describeInChromium("a comparison", { timeout: 60_000 }, () => {
  test("estimates each provider before sending, and shows the images side by side after", async ({ stage, studio }) => {
    const { page } = stage;
    await stage.prompt.fill("A fox under a ginkgo tree");
    await stage.sendTo("Volcengine Ark", "302.AI", "Anyfast", "APIMart");
    await page.getByText("Live: up to CN¥0.25 + PTC 0.04 + $0.026 + 1 not known").waitFor();
    expect(await stage.send.textContent()).toBe("Simulate 4 images free");
    await stage.send.click();
    await stage.ended("done");
    const columns = stage.run.getByRole("region");
    expect(await columns.evaluateAll((all) => all.map((column) => column.getAttribute("aria-label")))).toEqual([
      "Volcengine Ark",
      "302.AI",
      "Anyfast",
      "APIMart",
    ]);
    const tops = await columns.evaluateAll((all) => all.map((column) => column.getBoundingClientRect().y));
    expect(new Set(tops).size).toBe(1);
    // Two providers may take the same time, to the millisecond.
    await stage.run.getByText("fastest").first().waitFor();
    expect(new Set(studio.simulator.simulator.calls.map(({ provider }) => provider)).size).toBe(4);
    const times = () =>
      stage.run
        .locator(".facts")
        .getByText(/^[\d.]+ s(, fastest)?$/)
        .allTextContents();
    const before = await times();
    expect(before).toHaveLength(4);
    // Saving the images to the disk must not count as time of the providers.
    await expect.poll(async () => (await readdir(join(studio.data, "images"))).length).toBe(4);
    await page.waitForTimeout(500);
    await page.reload();
    await expect.poll(() => columns.count()).toBe(4);
    expect(await times()).toEqual(before);
  });

  test("copies the whole curl command of each provider, including files", async ({ stage }) => {
    const { page, context } = stage;
    const picture = await stage.picture();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await stage.attach({ name: "a.png", buffer: picture });
    await stage.sendTo("Volcengine Ark", "302.AI");
    await stage.ask("The same, at night");
    await stage.ended("done");
    await stage.copy("curl");
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(async () => (await copied()).split(picture.toString("base64")).length - 1).toBe(2);
  });

  test("shows a provider that failed as failed", async ({ stage, studio }) => {
    studio.simulator.simulator.next("302ai", "insufficient-balance");
    await stage.prompt.fill("A fox");
    await stage.sendTo("Volcengine Ark", "302.AI");
    await stage.send.click();
    await stage.ended("part");
    const failed = stage.run.getByRole("region", { name: "302.AI" });
    await failed.getByText("The account is out of funds").waitFor();
    await failed.getByText("Failed", { exact: false }).first().waitFor({ state: "attached" });
    await failed.getByText("0 / 1").waitFor();
    await stage.run.getByRole("region", { name: "Volcengine Ark" }).getByRole("img").waitFor();
  });
});

/** Drops what a browser drags for a link or an image, and expects that the page takes it, so that the form stays. */
async function dropLink({ prompt }: Stage, url: string): Promise<void> {
  const isTaken = await prompt.evaluate((field, url) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/uri-list", url);
    const drop = { dataTransfer, bubbles: true, cancelable: true };
    return ["dragover", "drop"].map((type) => !field.dispatchEvent(new DragEvent(type, drop)));
  }, url);
  expect(isTaken).toEqual([true, true]);
}
