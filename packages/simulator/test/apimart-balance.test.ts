import { expect, it } from "vitest";
import { ADDRESS, bodyOf, expectRefusal, submitted } from "./apimart.ts";
import { links, simulate } from "./simulate.ts";

const simulator = simulate();

function balance(path: string, authorization = "Bearer test-key"): Promise<Response> {
  return fetch(`${ADDRESS}/v1${path}`, { headers: { authorization } });
}

it("subtracts the cost of calls from the account's balance", async () => {
  await submitted({ n: 2, image_urls: links(1) });
  expect(await bodyOf("getAccountBalance", await balance("/user/balance"))).toEqual({
    success: true,
    remain_balance: 99.948,
    remain_credits: 999.48,
    used_balance: 0.052,
    used_credits: 0.52,
  });
});

it("returns -1 for a key without a limit", async () => {
  expect(await bodyOf("getKeyBalance", await balance("/balance"))).toMatchObject({
    success: true,
    remain_balance: -1,
    unlimited_quota: true,
    used_balance: 0,
  });
});

it("refuses a balance without a key, and by a scenario", async () => {
  const response = await balance("/balance", "");
  expect(response.status).toBe(401);
  await expectRefusal(response, "getKeyBalance");
  simulator.next("apimart", "rate-limited");
  expect((await balance("/user/balance")).status).toBe(429);
});
