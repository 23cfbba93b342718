import { lookup } from "node:dns/promises";
import { openClient, providers } from "./clients.ts";
import { exitCodes } from "./exit.ts";
import { style, type Terminal } from "./terminal.ts";

/** One thing that was looked at. */
interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly message: string;
}

/** Longest difference of clocks that does no harm, in ms. */
const usualDrift = 60_000;

/** `seedream doctor`: looks at keys, names, clock and proxy. Sends no submission. */
export async function examine(terminal: Terminal): Promise<number> {
  const findings: Finding[] = [checkNode(), checkProxy()];
  for (const [name, { key }] of Object.entries(providers)) {
    if (key === undefined) continue;
    const value = process.env[key];
    findings.push({
      check: `${name} key`,
      ok: Boolean(value),
      message: value ? describeKey(key, value) : `${key} is not set`,
    });
    if (value) findings.push(...(await checkServer(name)));
  }
  if (!findings.some(({ check, ok }) => check.endsWith("key") && ok)) {
    findings.push({ check: "keys", ok: false, message: "No key is set. --provider simulator needs none" });
  }
  for (const finding of findings) {
    const mark = finding.ok ? style("green", "ok") : style("yellow", "--");
    terminal.out(terminal.isJson ? JSON.stringify(finding) : `${mark}  ${finding.check.padEnd(14)} ${finding.message}`);
  }
  return exitCodes.ok;
}

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > 22 || (major === 22 && minor >= 13);
  return { check: "node", ok, message: `${process.versions.node}${ok ? "" : "; 22.13 or newer is needed"}` };
}

function checkProxy(): Finding {
  const proxy = process.env.HTTPS_PROXY ?? process.env.https_proxy;
  const isUsed = process.env.NODE_USE_ENV_PROXY === "1";
  if (!proxy) return { check: "proxy", ok: true, message: "none" };
  const message = isUsed ? "in use" : "HTTPS_PROXY is set, and Node ignores it: set NODE_USE_ENV_PROXY=1 too (Node 24)";
  return { check: "proxy", ok: isUsed, message };
}

/** Says of a key what helps, and nothing of what it is. */
function describeKey(name: string, value: string): string {
  const isOdd = value !== value.trim() || /[^\x21-\x7e]/.test(value);
  return isOdd
    ? `${name} is set, and holds spaces or characters that no key has`
    : `${name} is set, ${value.length} characters`;
}

async function checkServer(name: string): Promise<Finding[]> {
  const { models } = await openClient(name);
  const [address = ""] = Object.values(models.servers);
  const { hostname, origin } = new URL(address);
  try {
    await lookup(hostname);
    const sent = Date.now();
    const response = await fetch(origin, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(10_000) });
    const drift = Date.parse(response.headers.get("date") ?? "") - sent;
    const isRight = Number.isNaN(drift) || Math.abs(drift) < usualDrift;
    const clock = isRight
      ? []
      : [
          {
            check: "clock",
            ok: false,
            message: `This clock differs from ${hostname}'s by ${Math.round(drift / 1000)} s`,
          },
        ];
    return [{ check: `${name} host`, ok: true, message: `${hostname} answers` }, ...clock];
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return [{ check: `${name} host`, ok: false, message: `${hostname} cannot be reached: ${reason}` }];
  }
}
