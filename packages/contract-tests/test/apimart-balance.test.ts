import { createAPIMart } from "@seedream-clients/apimart";
import { createSimulator } from "@seedream-clients/simulator";
import { getResponse } from "msw";
import { expect, it } from "vitest";

const { handlers } = createSimulator();
const client = createAPIMart({
  apiKey: "sk-contract",
  fetch: async (input, init) => (await getResponse(handlers, new Request(input, init))) ?? Response.error(),
});

it("returns the balances of the account and of the key through the raw API", async () => {
  await client.generate({ prompt: "A lighthouse on a basalt cliff at dusk" });
  const account = await client.api.GET("/v1/user/balance");
  expect(account.data).toMatchObject({ success: true, remain_balance: 99.974 });
  const key = await client.api.GET("/v1/balance");
  expect(key.data).toMatchObject({ success: true, remain_balance: -1, unlimited_quota: true });
});

it("returns the error for an unavailable balance unchanged", async () => {
  const failing = createAPIMart({
    apiKey: "sk-contract",
    fetch: async () => Response.json({ success: false, message: "Not now" }),
  });
  const { data } = await failing.api.GET("/v1/balance");
  expect(data).toEqual({ success: false, message: "Not now" });
});
