import { createArk } from "@seedream-clients/ark";
import { describe, expect, it } from "vitest";

const client = createArk({ apiKey: "sk-contract", fetch: () => Promise.reject(new Error("not called")) });
const prompt = "A lighthouse on a basalt cliff at dusk";

describe("native fields of another model", () => {
  it("are an issue at their own path, with the fields that the model accepts", async () => {
    const { issues } = await client.validate({ prompt, native: { guidance_scale: 3 } });
    expect(issues).toEqual([
      {
        path: ["native", "guidance_scale"],
        message: "native.guidance_scale is not a field of seedream-4.5 on ark; it accepts optimize_prompt",
        code: "native",
      },
    ]);
  });

  it("are separate issues, beside the issues of their types", async () => {
    const native = { tools: [{ type: "web_search" as const }], guidance_scale: 11 };
    const { issues } = await client.validate({ prompt, native });
    expect(issues.map(({ path }) => path.join("."))).toEqual(["native", "native.tools", "native.guidance_scale"]);
  });

  it("pass if they are undefined", async () => {
    expect((await client.validate({ prompt, native: { guidance_scale: undefined } as object })).issues).toEqual([]);
  });

  it("pass with a model that is not known", async () => {
    const { issues } = await client.validate({ model: "doubao-seedream-9-0", prompt, native: { guidance_scale: 3 } });
    expect(issues).toEqual([]);
  });
});
