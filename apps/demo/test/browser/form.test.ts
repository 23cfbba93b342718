import { describe, expect } from "vitest";
import { describeInChromium, test } from "./test.ts";

describeInChromium("the form", { timeout: 60_000 }, () => {
  test("tells what each model can do, by its spec", async ({ stage }) => {
    const abilities = stage.page.getByRole("list", { name: "What this model can do" }).getByRole("listitem");
    expect(await abilities.allTextContents()).toEqual([
      "2K, 4K, any pixels in range",
      "14 references",
      "groups of 15",
      "streams",
      "CN¥0.25 an image",
    ]);
    await stage.choose("provider", "APIMart (simulator)");
    await stage.choose("model", "Seedream 5.0 Pro");
    expect(await abilities.allTextContents()).toEqual([
      "1K, 1.5K, 2K, any pixels in range",
      "10 references",
      "one image",
      "no streaming",
      "$0.0293 an image",
    ]);
  });

  test("offers seed, rewriting, delivery and format where the model takes them, and sends them", async ({ stage }) => {
    const { page } = stage;
    const offered = async () => {
      const fields = ["Seed", "Rewriting", "Delivery", "Format"];
      const isThere = await Promise.all(
        fields.map((name) => page.getByLabel(name, { exact: true }).or(page.getByRole("group", { name })).count()),
      );
      return fields.filter((_, index) => isThere[index]);
    };
    expect(await offered()).toEqual(["Rewriting", "Delivery"]);
    await stage.choose("model", "Seedream 5.0 Flash");
    expect(await offered()).toEqual(["Seed", "Rewriting", "Delivery", "Format"]);
    await page.getByLabel("Seed").fill("7");
    await page.getByLabel("Rewriting").selectOption("standard");
    await stage.pick("Inline");
    await stage.pick("PNG");
    await page.getByLabel("Watermark").check();
    await stage.ask("A fox as PNG");
    await stage.received(1);
    expect(JSON.parse(stage.bodies[0] ?? "")).toMatchObject({
      seed: 7,
      optimize_prompt_options: { mode: "standard" },
      response_format: "b64_json",
      output_format: "png",
      watermark: true,
    });
    await stage.choose("provider", "Anyfast (simulator)");
    await stage.choose("model", "Seedream 4.5");
    expect(await offered()).toEqual(["Seed"]);
    await stage.ask("A fox");
    const fox = page.getByRole("article", { name: "A fox", exact: true });
    await stage.button("Delete", fox).waitFor();
    expect(await fox.getByRole("list", { name: "Warnings" }).count()).toBe(0);
    const last = JSON.parse(stage.bodies.at(-1) ?? "");
    expect([last.seed, last.output_format, last.optimize_prompt_options]).toEqual([7, undefined, undefined]);
    await stage.choose("provider", "APIMart (simulator)");
    expect(await offered()).toEqual(["Rewriting"]);
  });

  test("takes a size as a tile at a resolution, a resolution alone, or pixels within the budget", async ({ stage }) => {
    const { page } = stage;
    await stage.pick("21:9");
    await page.getByText("3136 × 1344 px").waitFor();
    await stage.pick("4K");
    await page.getByText("6240 × 2656 px").waitFor();
    await stage.pick("Resolution");
    await page.getByText("The model picks the shape").waitFor();
    await stage.pick("Pixels");
    await page.getByText("3,686,400 to 16,777,216", { exact: true }).waitFor();
    const width = page.getByLabel("Width");
    await width.fill("2500");
    await page.getByText("5,120,000 pixels", { exact: true }).waitFor();
    expect(await width.getAttribute("aria-invalid")).toBe("false");
    await width.fill("40000");
    await page.getByLabel("Height").fill("200");
    await page.getByText("The sides are 200:1; Seedream 4.5 takes 1:16 to 16:1.").waitFor();
    expect(await width.getAttribute("aria-invalid")).toBe("true");
    await width.fill("2304");
    await page.getByLabel("Height").fill("1728");
    await stage.ask("By pixels");
    await expect.poll(() => stage.drawn()).toEqual(["2304x1728"]);
  });

  test("says what a group needs before it is sent", async ({ stage }) => {
    const { page } = stage;
    await stage.choose("provider", "APIMart (simulator)");
    await page.getByRole("slider", { name: "Images" }).fill("2");
    await page.getByText("Seedream 4.5 makes several only with at least one reference image.").waitFor();
    await stage.choose("model", "Seedream 5.0 Pro");
    await page.getByText("Seedream 5.0 Pro makes one image a request.").waitFor();
    await stage.pick("Resolution");
    await stage.pick("auto");
    await page.getByText('"auto" takes its shape from a reference image; add one.').waitFor();
  });
});

describeInChromium("reference images", { timeout: 60_000 }, () => {
  test("come from files, by link, from the clipboard and by drop", async ({ stage }) => {
    const { page, context } = stage;
    await stage.attach({ name: "file.png", buffer: await stage.picture() });
    const link = page.getByLabel("Link to a reference image");
    await link.fill("lighthouse.jpg");
    await link.press("Enter");
    await page.getByText("A link begins with https:// or http://.").waitFor();
    await link.fill("http://images.example/lighthouse.jpg");
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
    await page.getByText("3 of 14").waitFor();
    await page.evaluate(() => navigator.clipboard.writeText("http://images.example/pasted.jpg"));
    await stage.prompt.press("Control+V");
    expect(await stage.prompt.inputValue()).toBe("http://images.example/pasted.jpg");
    await page.getByRole("radio", { name: "1:1" }).press("Control+V");
    await page.getByText("4 of 14").waitFor();
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["not decoded here"], "dropped.png", { type: "image/png" }));
      return transfer;
    });
    await page.getByText("Drop or paste images here").dispatchEvent("drop", { dataTransfer: data });
    await page.getByText("5 of 14").waitFor();
  });

  test("are ordered by button, by keyboard and by drag, removed, and sent in that order", async ({ stage }) => {
    const { page } = stage;
    const names = () => stage.thumbnails.evaluateAll((all) => all.map((item) => item.getAttribute("title")));
    const sides = [
      [64, 64],
      [96, 64],
      [64, 96],
    ] as const;
    const files = await Promise.all(sides.map(([width, height]) => stage.picture(width, height)));
    await stage.attach(...files.map((buffer, index) => ({ name: `${"abc"[index]}.png`, buffer })));
    await page.getByText("3 of 14").waitFor();
    await page.getByRole("button", { name: "Move image 3, c.png, forward" }).click();
    expect(await names()).toEqual(["Image 1: a.png", "Image 2: c.png", "Image 3: b.png"]);
    await page.getByText("c.png is now image 2 of 3.").waitFor();
    await page.keyboard.press("Enter");
    expect(await names()).toEqual(["Image 1: c.png", "Image 2: a.png", "Image 3: b.png"]);
    await stage.thumbnails.nth(2).dragTo(stage.thumbnails.nth(0));
    expect(await names()).toEqual(["Image 1: b.png", "Image 2: c.png", "Image 3: a.png"]);
    await page.getByRole("button", { name: "Remove image 2, c.png" }).click();
    await page.getByText("2 of 14").waitFor();
    await stage.ask("The same, at night");
    await stage.received(1);
    const sent = [files[1], files[0]].map((file) => `data:image/png;base64,${file?.toString("base64")}`);
    expect(JSON.parse(stage.bodies[0] ?? "").image).toEqual(sent);
  });

  test("say at the thumbnail which rule they break", async ({ stage }) => {
    const { page } = stage;
    await page.getByText("JPEG, PNG, WEBP, BMP, TIFF, GIF · 10 MB each · sides over 14 px").waitFor();
    const good = await stage.picture();
    await stage.attach(
      { name: "small.png", buffer: await stage.picture(12, 12) },
      { name: "long.png", buffer: await stage.picture(2000, 20) },
      { name: "drawing.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") },
      { name: "large.png", buffer: Buffer.concat([good, Buffer.alloc(11 * 2 ** 20)]) },
      ...Array.from({ length: 11 }, (_, index) => ({ name: `${index}.png`, buffer: good })),
    );
    const problems = [
      "A side of 12 px; must be over 14",
      "Sides 100:1; 1:16 to 16:1",
      "SVG is not taken",
      "11 MB; at most 10 MB",
    ];
    for (const [index, problem] of problems.entries()) await stage.thumbnails.nth(index).getByText(problem).waitFor();
    await stage.thumbnails.nth(14).getByText("No. 15; at most 14").waitFor();
    expect(await stage.thumbnails.locator(".problem").count()).toBe(5);
    await stage.choose("provider", "302.AI (simulator)");
    await stage.thumbnails.nth(10).getByText("No. 11; 10 documented").waitFor();
  });
});

describeInChromium("a comparison", { timeout: 60_000 }, () => {
  test("estimates each provider before, and sets them side by side after", async ({ stage }) => {
    const { page, studio } = stage;
    const offers = page.getByRole("group", { name: "Compare with" }).getByRole("listitem");
    const texts = (await offers.allTextContents()).map((text) => text.replace("\u00a0", " "));
    expect(texts).toEqual(["Anyfastprice not known", "302.AIPTC 0.04", "APIMart$0.026"]);
    for (const name of ["Anyfast", "302.AI", "APIMart"]) await page.getByRole("checkbox", { name }).check();
    await page.getByText("CN¥0.25 + PTC 0.04 + $0.026 when live (1 not known)").waitFor();
    await stage.pick("Inline");
    await stage.ask("A fox under a ginkgo tree");
    const rows = page.getByRole("region", { name: "Comparison" }).getByRole("row");
    await expect
      .poll(() => rows.allTextContents())
      .toEqual([
        "ProviderTimeImagesSizeCostWarnings",
        expect.stringMatching(/^Volcengine Ark[\d.]+s12048 × 2048 pxCN¥0.25none$/),
        expect.stringMatching(/^Anyfast[\d.]+s12048 × 2048 pxprice not known1$/),
        expect.stringMatching(/^302.AI[\d.]+s12048 × 2048 pxPTC.0.04none$/),
        expect.stringMatching(/^APIMart[\d.]+s11:1 · 2K\$0.0261$/),
      ]);
    const cards = page.getByRole("article");
    expect(await cards.count()).toBe(4);
    const tops = await cards.evaluateAll((all) => all.map((card) => card.getBoundingClientRect().y));
    expect(tops[0]).toBe(tops[1]);
    await page.getByRole("article", { name: "Anyfast" }).getByText('output.delivery "inline" was dropped').waitFor();
    expect(new Set(studio.simulator.simulator.calls.map(({ provider }) => provider)).size).toBe(4);
    await page.reload();
    await expect.poll(() => rows.count()).toBe(5);
  });

  describe("with a model that only some have", () => {
    test("is offered with those alone", async ({ stage }) => {
      await stage.choose("model", "Seedream 5.0 Pro");
      const offers = stage.page.getByRole("group", { name: "Compare with" }).getByRole("listitem");
      expect(await offers.allTextContents()).toEqual(["APIMart$0.0586"]);
    });
  });
});
