import { setTimeout as sleep } from "node:timers/promises";
import type { RunningCommand } from "./command.ts";

/** Manages the servers of a README. Its snippets call the last started server. */
export interface Servers {
  /** Ends the previous server, and waits until the new one has printed something. */
  start(server: RunningCommand): Promise<void>;
  end(): Promise<void>;
}

export function createServers(): Servers {
  let current: RunningCommand | undefined;
  return {
    async start(server) {
      await current?.end();
      current = server;
      const ended = server.ended.then(({ output }) => {
        throw new Error(`The server ended by itself: ${output}`);
      });
      const printed = async () => {
        while (server.output() === "") await sleep(20);
      };
      await Promise.race([ended, printed()]);
      ended.catch(() => {});
    },
    async end() {
      await current?.end();
      current = undefined;
    },
  };
}
