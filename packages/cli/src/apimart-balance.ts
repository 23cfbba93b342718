import { createAPIMart } from "@seedream-clients/apimart";
import type { Finding } from "./finding.ts";

/** Reads the balances of the APIMart key and of its account. Both requests are free of charge. */
export async function readBalance(): Promise<Finding> {
  const check = "apimart balance";
  const { api } = createAPIMart({ maxRetries: 0, timeout: 20_000 });
  const [key, account] = await Promise.all([api.GET("/v1/balance"), api.GET("/v1/user/balance")]);
  const { status } = key.response;
  if (status === 401) return { check, ok: false, message: "the key is refused (401); copy it again" };
  const failure = [key, account].find(({ data }) => !data?.success);
  if (failure) {
    const { message = `status ${failure.response.status}` } = Object(failure.data ?? failure.error);
    return { check, ok: false, message: `it cannot be read: ${message}` };
  }
  const left = [key.data?.remain_balance, account.data?.remain_balance].map((amount) =>
    amount === undefined || amount === -1 ? Number.POSITIVE_INFINITY : amount,
  );
  const least = Math.min(...left);
  if (least <= 0) return { check, ok: false, message: "the balance is 0; add credit" };
  const [ofKey, ofAccount] = left.map((amount) => (Number.isFinite(amount) ? `${amount} USD` : "without limit"));
  return { check, ok: true, message: `account ${ofAccount}, key ${ofKey}` };
}
