import { expect } from "vitest";
import { apiKey } from "./call-provider.ts";
import type { Channel, Sent } from "./channel.ts";
import { paidOperation, readOperation } from "./operation.ts";
import type { ContractProvider } from "./provider.ts";
import { type Reply, textOf } from "./reply.ts";

/** Checks what holds for the requests that go out, one for each reply. */
export function expectSent(
  sent: readonly Sent[],
  replies: readonly Reply[],
  provider: ContractProvider,
  { baseURL }: Channel,
): void {
  const paid = paidOperation(provider);
  expect(sent.map(({ operation }) => operation)).toEqual(replies.map(({ operation = paid }) => operation));
  for (const [position, request] of sent.entries()) {
    const { url, headers, operation } = request;
    expect(headers.get("authorization")).toBe(`Bearer ${apiKey}`);
    if (provider.requestIdHeader) expect(headers.get(provider.requestIdHeader)).toBeTruthy();
    expect(url.startsWith(`${baseURL}/`)).toBe(true);
    // What is asked for by its id was named in an answer.
    for (const id of readOperation(operation, request) ?? []) {
      expect(replies.slice(0, position).map(said).join()).toContain(JSON.stringify(id));
    }
  }
  expectRepeats(
    sent.filter(({ operation }) => operation === paid),
    baseURL + provider.path,
  );
}

/** Whatever is sent again to the paid operation is the same as before. */
function expectRepeats(paid: readonly Sent[], address: string): void {
  const [first] = paid.map(view);
  for (const request of paid) {
    expect(request.url).toBe(address);
    expect(request.headers.get("content-type")).toBe("application/json");
    expect(view(request)).toEqual(first);
  }
}

function view({ headers, body }: Sent): unknown {
  return { headers: Object.fromEntries(headers), body };
}

function said(reply: Reply): string {
  return "noAnswer" in reply ? "" : textOf(reply);
}
