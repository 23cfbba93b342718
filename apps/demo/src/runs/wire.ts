import type { RunDetails } from "../../server/messages.ts";
import type { Words } from "../words/en.ts";
import type { Listing } from "./listings.tsx";

/** What went over the wire, each request and each answer as text. */
export function wireOf({ exchanges }: RunDetails, { runs }: Words): Listing[] {
  return exchanges.flatMap((exchange, index) => {
    const { method, url, times, status, requestHeaders, requestBody, responseHeaders, responseBody } = exchange;
    const first = `${method} ${url}${times > 1 ? ` ${runs.times(times)}` : ""}`;
    const body = status === undefined ? undefined : (responseBody ?? runs.notText);
    return [
      { name: runs.sent(index + 1), text: message(first, requestHeaders, requestBody) },
      { name: runs.answered(index + 1), text: message(String(status ?? runs.noAnswer), responseHeaders, body) },
    ];
  });
}

function message(first: string, headers: Readonly<Record<string, string>> = {}, body: string | undefined): string {
  const lines = [first, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return [...lines, ...(body ? ["", body] : [])].join("\n");
}
