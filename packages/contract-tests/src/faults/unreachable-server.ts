import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A server that neither accepts nor refuses connections, so that connecting times out. */
export interface UnreachableServer {
  readonly origin: string;
  close(): void;
}

/** Only Linux drops connections that do not fit into the queue of a server. */
export const canBeUnreachable = process.platform === "linux";

/** Listens with the shortest queue, prints the port, and blocks for ever, so that no connection leaves the queue. */
const program = `
const { writeSync } = require("node:fs");
const server = require("node:net").createServer();
server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  writeSync(1, String(server.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;

/** Linux queues one connection more than the program asks for. */
const queueLength = 2;

/** Opens a server whose queue is full. The system drops every further attempt to connect, as a dead host would. */
export async function openUnreachableServer(): Promise<UnreachableServer> {
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [output] = await once(child.stdout, "data");
  const port = Number(String(output));
  const queue: Socket[] = [];
  for (let position = 0; position < queueLength; position++) {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    // The end of the program resets the connection.
    socket.on("error", () => {});
    queue.push(socket);
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      for (const socket of queue) socket.destroy();
      child.kill("SIGKILL");
    },
  };
}
