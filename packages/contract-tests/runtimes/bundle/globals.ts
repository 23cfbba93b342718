export { Buffer } from "node:buffer";

/** The runtime's own, if it has one. Pages have none. */
export const setImmediate = globalThis.setImmediate ?? afterMessage;

/** Avoids timers, which would wait for four milliseconds, thousands of times. */
function afterMessage(callback: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    callback();
  };
  port2.postMessage(undefined);
}
