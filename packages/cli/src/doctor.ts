import { lookup } from "node:dns/promises";
import { readAddress } from "./address.ts";
import { openClient, providers } from "./clients.ts";
import { counted } from "./counted.ts";
import { readEnvFile } from "./env-file.ts";
import { exitCodes } from "./exit.ts";
import type { Finding } from "./finding.ts";
import { baseURLOf } from "./local-download.ts";
import { isSupported } from "./runtime.ts";
import { style, type Terminal } from "./terminal.ts";

/** Greatest harmless difference between clocks, in ms. */
const usualDrift = 60_000;

/** `seedream doctor`: checks keys, hosts, clock, proxy and balance. All requests are free of charge. */
export async function examine({ probe = false }: { readonly probe?: boolean }, terminal: Terminal): Promise<number> {
  const show = ({ check, ok, message }: Finding) => {
    const mark = ok ? style("green", "ok") : style("yellow", "--");
    if (terminal.isJson) terminal.out(JSON.stringify({ check, ok, message }));
    else terminal.out(mark, `  ${check.padEnd(22)} ${message}`);
  };
  for (const finding of [checkNode(), checkProxy()]) show(finding);
  const written = readEnvFile();
  const withKey: string[] = [];
  for (const [name, { key }] of Object.entries(providers)) {
    if (key === undefined) continue;
    const value = process.env[key];
    if (value) withKey.push(name);
    show({ check: `${name} key`, ...checkKey(key, value, written[key]) });
    if (value) for (const finding of await checkServer(name)) show(finding);
  }
  if (withKey.length === 0) {
    show({ check: "keys", ok: false, message: "No key is set. --provider simulator needs none" });
  }
  const accounts = await checkAccounts(withKey, probe);
  for (const finding of accounts) show(finding);
  // One model that the key may use is enough.
  const isUsable = !probe || accounts.some(({ check, ok }) => ok && /^ark seed/.test(check));
  return isUsable ? exitCodes.ok : exitCodes.failed;
}

async function checkAccounts(names: readonly string[], probe: boolean): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (names.includes("ark")) {
    const { describeArkAddress, probeArk } = await import("./ark-probe.ts");
    const address = describeArkAddress();
    if (address && !probe) findings.push(address);
    if (probe) findings.push(...(await attempt("ark account", probeArk)));
  } else if (probe) {
    findings.push({ check: "ark probe", ok: false, message: "it needs a key of Ark: set ARK_API_KEY" });
  }
  if (names.includes("apimart")) {
    const { readBalance } = await import("./apimart-balance.ts");
    findings.push(...(await attempt("apimart balance", async () => [await readBalance()])));
  }
  return findings;
}

/** Turns the error of a check into a finding, so that the other checks still run. */
async function attempt(check: string, work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await work();
  } catch (error) {
    return [{ check, ok: false, message: `the check failed: ${reasonOf(error)}` }];
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Only the innermost cause explains an error such as "fetch failed".
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

function checkNode(): Finding {
  const ok = isSupported(process.versions.node);
  return { check: "node", ok, message: `${process.versions.node}${ok ? "" : "; 22.13 or newer is needed"}` };
}

/** Checks the proxy without showing its address, because that may contain a password. */
function checkProxy(): Finding {
  const proxy = process.env.HTTPS_PROXY ?? process.env.https_proxy;
  if (!proxy) return { check: "proxy", ok: true, message: "none" };
  if (usesProxy()) return { check: "proxy", ok: true, message: "in use" };
  const message = "HTTPS_PROXY is set, and Node ignores it: set NODE_USE_ENV_PROXY=1 too (Node 24)";
  return { check: "proxy", ok: false, message };
}

const usesProxy = () =>
  Boolean(process.env.HTTPS_PROXY ?? process.env.https_proxy) && process.env.NODE_USE_ENV_PROXY === "1";

/** Describes a key by its length and source, without its characters. */
function checkKey(name: string, value: string | undefined, written: string | undefined): Omit<Finding, "check"> {
  if (!value) return { ok: false, message: `${name} is not set` };
  if (value !== value.trim() || /[^\x21-\x7e]/.test(value)) {
    return { ok: false, message: `${name} is set, and holds spaces or characters that no key has; copy it again` };
  }
  const source =
    written === undefined
      ? "from the environment"
      : written === value
        ? "from .env"
        : "from the environment, which overrides the one in .env";
  return { ok: true, message: `${name} is set, ${counted(value.length, "character")}, ${source}` };
}

async function checkServer(name: string): Promise<Finding[]> {
  const { models } = await openClient(name);
  const [usual = ""] = Object.values(models.servers);
  const address = baseURLOf(name) ?? usual;
  const url = readAddress(address);
  if (!url) {
    const message = `"${address}" is not an address; begin it with https:// or http://`;
    return [{ check: `${name} host`, ok: false, message }];
  }
  const { hostname, origin } = url;
  try {
    // A proxy looks up host names by itself.
    if (!usesProxy()) await lookup(hostname);
    const sent = Date.now();
    const response = await fetch(origin, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(10_000) });
    const drift = Date.parse(response.headers.get("date") ?? "") - (sent + Date.now()) / 2;
    const isRight = Number.isNaN(drift) || Math.abs(drift) < usualDrift;
    const seconds = Math.round(drift / 1000);
    return [
      { check: `${name} host`, ok: true, message: `${hostname} answers` },
      ...(isRight ? [] : [{ check: "clock", ok: false, message: clockMessage(seconds, hostname) }]),
    ];
  } catch (error) {
    return [{ check: `${name} host`, ok: false, message: `${hostname} cannot be reached: ${reasonOf(error)}` }];
  }
}

function clockMessage(seconds: number, hostname: string): string {
  const direction = seconds > 0 ? "behind" : "ahead of";
  return `this clock is ${Math.abs(seconds)} s ${direction} ${hostname}; set it, because links and waits depend on it`;
}
