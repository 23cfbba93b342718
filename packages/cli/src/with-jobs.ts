import type { SeedreamClient } from "@seedream-clients/core";
import { type Amounts, type Jobs, openJobs } from "@seedream-clients/jobs";
import { saveToFolder } from "@seedream-clients/jobs/node";
import { openClient, providers } from "./clients.ts";
import { CliError } from "./exit.ts";
import { explained, whilePerforming } from "./explained.ts";
import { requireFolder } from "./folder.ts";
import { downloadFrom } from "./local-download.ts";
import { type JournalOptions, openStore } from "./store.ts";

/** Options of all commands that change a journal. */
export interface BatchOptions extends JournalOptions {
  readonly provider: string;
  readonly region?: string;
}

/** Options of the commands that perform jobs. */
export interface RunOptions extends BatchOptions {
  readonly concurrency: string;
  readonly imagesPerMinute?: string;
  readonly budget?: readonly string[];
}

/** Opens the journal to change it. Performs no jobs. */
export async function withJobs<T>(options: BatchOptions, work: (jobs: Jobs) => Promise<T>): Promise<T> {
  const clients = await openClients(options);
  return explained(async () => closing(await openJobs({ clients, store: await openStore(options) }), work));
}

/**
 * Opens the journal to perform its jobs. Checks the options first, so that a mistake leaves no folder and no file.
 *
 * @param names Providers whose jobs may be performed. Default: all.
 */
export async function withRunningJobs<T>(
  options: RunOptions,
  work: (jobs: Jobs) => Promise<T>,
  names?: readonly string[],
): Promise<T> {
  const { out, provider, store: address } = options;
  const { limits, budget } = readLimits(options);
  const clients = await openClients(options, names);
  const settings = {
    clients,
    limits: Object.fromEntries(Object.keys(clients).map((name) => [name, limits])),
    budget,
    save: saveToFolder(out),
    download: downloadFrom(provider),
  };
  return explained(async () => {
    // A journal file needs its folder. A shared journal is opened first, because a wrong address must leave no folder.
    if (address === undefined) await requireFolder(out);
    const jobs = await openJobs({ ...settings, store: await openStore(options) });
    return closing(jobs, async () => {
      if (address !== undefined) await requireFolder(out);
      return work(jobs);
    });
  });
}

/** @throws {CliError} for a limit that is not a number above 0, or for an unreadable budget. */
export function readLimits({ concurrency, imagesPerMinute, budget = [] }: RunOptions) {
  const limits = {
    concurrency: positive("--concurrency", concurrency),
    ...(imagesPerMinute !== undefined && { imagesPerMinute: positive("--images-per-minute", imagesPerMinute) }),
  };
  return { limits, budget: toBudget(budget) };
}

/** Opens the clients that jobs may name. Opens the simulator only on request, because it starts a server. */
export async function openClients(
  { provider, region }: BatchOptions,
  names: readonly string[] = Object.keys(providers).filter((name) => name !== "simulator" || provider === "simulator"),
): Promise<Record<string, SeedreamClient>> {
  const clients = names.map(async (name) => {
    const settings = name === provider ? { region } : {};
    return [name, await openClient(name, settings)] as const;
  });
  return Object.fromEntries(await Promise.all(clients));
}

/** Works on jobs, then closes their journal. If both fail, throws the error of the work, which may be the cause. */
async function closing<T>(jobs: Jobs, work: (jobs: Jobs) => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work(jobs);
  } catch (error) {
    await jobs.close().catch(() => {});
    throw error;
  }
  await whilePerforming(() => jobs.close());
  return result;
}

/** Reads `20 CNY`, `20CNY` and `500 images`, each currency once. */
function toBudget(texts: readonly string[]): Amounts {
  const budget: Record<string, number> = {};
  for (const text of texts) {
    const [, digits, unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(text) ?? [];
    const amount = Number(digits);
    if (!(amount > 0)) {
      throw new CliError(`--budget is "${text}"; write it as "20 CNY" or "500 images", with a number above 0`);
    }
    const currency = /^images?$/i.test(unit) ? "images" : unit.toUpperCase();
    if (Object.hasOwn(budget, currency)) {
      throw new CliError(`--budget "${text}" is a second limit in ${currency}; pass one for each currency`);
    }
    budget[currency] = amount;
  }
  return budget;
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  throw new CliError(`${name} is "${text}"; it must be a number above 0`);
}
