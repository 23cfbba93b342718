import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A server with which no connection comes about, though nothing refuses it. */
export interface DeafServer {
  readonly origin: string;
  close(): void;
}

/** Linux drops what it cannot queue. Other systems answer it, or queue it after all. */
export const canBeDeaf = process.platform === "linux";

/** Listens with the shortest queue, tells its port, and never runs again: nothing is taken out of the queue. */
const program = `
const { writeSync } = require("node:fs");
const server = require("node:net").createServer();
server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  writeSync(1, String(server.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;

/** Linux queues one connection more than the program asks for. */
const queue = 2;

/** Opens a server whose queue is full: the system drops every further attempt to connect, as a dead host would. */
export async function openDeafServer(): Promise<DeafServer> {
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [told] = await once(child.stdout, "data");
  const port = Number(String(told));
  const queued: Socket[] = [];
  for (let place = 0; place < queue; place++) {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    // The end of the program is the end of them.
    socket.on("error", () => {});
    queued.push(socket);
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      for (const socket of queued) socket.destroy();
      child.kill("SIGKILL");
    },
  };
}
