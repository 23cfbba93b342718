import type { Exchange, RunDetails } from "../../server/messages.ts";
import type { Words } from "../words/words.ts";

/** A text by its name. */
export interface Listing {
  readonly name: string;
  readonly text: string;
}

/** What went over the wire, each request and each response as text. */
export function wireOf({ exchanges }: RunDetails, { runs }: Words): Listing[] {
  return exchanges.flatMap((exchange, index) => {
    const { method, url, times, status, requestHeaders, requestBody, responseHeaders, responseBody } = exchange;
    const first = `${method} ${url}${times > 1 ? ` ${runs.times({ times })}` : ""}`;
    const body = status === undefined ? undefined : (responseBody ?? runs.notText);
    return [
      { name: runs.sent({ position: index + 1 }), text: message(first, requestHeaders, requestBody) },
      {
        name: runs.answered({ position: index + 1 }),
        text: message(String(status ?? runs.noAnswer), responseHeaders, body),
      },
    ];
  });
}

/** All of it, one message after the other. */
export function wireText(details: RunDetails, words: Words): string {
  return wireOf(details, words)
    .map(({ text }) => text)
    .join("\n\n");
}

function message(first: string, headers: Exchange["responseHeaders"] = {}, body: string | undefined): string {
  const lines = [first, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return [...lines, ...(body ? ["", formatted(body)] : [])].join("\n");
}

/** JSON with a line for each field; in a stream of events, that of each event. */
function formatted(body: string): string {
  const ofEvent = (_: string, field: string, data: string) => `${field}${indented(data) ?? data}`;
  return indented(body) ?? body.replace(/^(data: ?)(.+)$/gm, ofEvent);
}

function indented(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return undefined;
  }
}
