import type { ImageEvent, ImageRequest } from "@seedream-clients/core";
import { useEffect, useRef, useState } from "react";
import { newRunId } from "../page/run-id.ts";
import type { WebClient } from "../page/web-client.ts";
import type { Amounts } from "../protocol.ts";
import { idle, type RunState, withError, withEvent } from "./run-state.ts";

export type { RunState } from "./run-state.ts";

/** Options of {@link useSeedream}. */
export interface UseSeedreamOptions {
  /** Create it outside of the component, or once. */
  readonly client: Pick<WebClient, "stream" | "resume" | "cancel">;
  /**
   * Key of the run's id in the tab's `sessionStorage`, so that a reload shows the run again. Give each hook of a page
   * its own key. Default: `"seedream-run"`.
   */
  readonly storageKey?: string | undefined;
}

/** A run, and functions to control it. */
export interface UsedSeedream extends RunState {
  /**
   * Starts a run and returns its id. While a run is under way, starts nothing and returns the id of that run. So a
   * second click, or an effect that React runs twice, costs nothing more.
   */
  start(request: ImageRequest<string>): string;
  /** Cancels the run, and returns the most that may still be billed; nothing when no run is under way. */
  cancel(): Promise<Amounts>;
  /** Forgets the run. A run that is under way goes on, and is no longer shown. */
  reset(): void;
}

/** Starts and shows one run at a time. The run goes on after the component unmounts. Mounting shows it again. */
export function useSeedream({ client, storageKey = "seedream-run" }: UseSeedreamOptions): UsedSeedream {
  const [state, setState] = useState<RunState>(idle);
  /** The run that is shown. In a ref, because two calls may come before React renders. */
  const current = useRef<{ readonly id: string; isOver: boolean } | undefined>(undefined);
  const isMounted = useRef(false);

  async function show(id: string, events: AsyncIterable<ImageEvent>): Promise<void> {
    const run = { id, isOver: false };
    current.current = run;
    setState({ ...idle, status: "running", id });
    try {
      for await (const event of events) {
        // Leaving the loop does not end the run. A signal could end the request before it is sent.
        if (current.current !== run) return;
        if (!isMounted.current) {
          current.current = undefined;
          return;
        }
        if (event.type === "completed") run.isOver = true;
        setState((before) => withEvent(before, event));
      }
    } catch (cause) {
      run.isOver = true;
      if (current.current === run) setState((before) => withError(before, cause));
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a component takes its stored run up once.
  useEffect(() => {
    isMounted.current = true;
    const id = storage()?.getItem(storageKey);
    // In StrictMode React mounts twice. The second mount leaves the run to the loop of the first.
    if (id && !current.current) show(id, client.resume(id));
    return () => {
      isMounted.current = false;
    };
  }, []);

  return {
    ...state,
    start(request) {
      if (current.current && !current.current.isOver) return current.current.id;
      const id = newRunId();
      keep(storageKey, id);
      show(id, client.stream(request, { clientRequestId: id, keepRun: true }));
      return id;
    },
    async cancel() {
      const run = current.current;
      if (!run || run.isOver) return {};
      const stillCosts = await client.cancel(run.id);
      if (current.current === run) setState((before) => ({ ...before, stillCosts }));
      return stillCosts;
    },
    reset() {
      current.current = undefined;
      storage()?.removeItem(storageKey);
      setState(idle);
    },
  };
}

/** Keeps the id of a run for a reload. A run starts even if the tab has no room for it. */
function keep(storageKey: string, id: string): void {
  try {
    storage()?.setItem(storageKey, id);
  } catch {
    // Otherwise a reload would show the earlier run.
    storage()?.removeItem(storageKey);
  }
}

/** Returns the tab's storage; `undefined` if the browser forbids it. */
function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
