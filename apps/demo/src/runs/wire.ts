import type { Exchange, RunDetails } from "../../server/messages.ts";
import { words } from "../words/page.ts";

const texts = words.runs;

/** Returns the calls on the wire, each request and each response as text. */
export function wireOf({ exchanges }: RunDetails) {
  return exchanges.flatMap((exchange, index) => {
    const { method, url, times, status, requestHeaders, requestBody, responseHeaders, responseBody } = exchange;
    const position = index + 1;
    const first = `${method} ${url}${times > 1 ? ` ${texts.times({ times })}` : ""}`;
    const body = status === undefined ? undefined : (responseBody ?? texts.notText);
    return [
      { name: texts.sent({ position }), text: message(first, requestHeaders, requestBody) },
      { name: texts.answered({ position }), text: message(String(status ?? texts.noAnswer), responseHeaders, body) },
    ];
  });
}

function message(first: string, headers: Exchange["responseHeaders"] = {}, body: string | undefined): string {
  const lines = [first, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return [...lines, ...(body ? ["", formatted(body)] : [])].join("\n");
}

/** Writes JSON with a line for each field, also in the events of a stream. */
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
