export { Buffer } from "node:buffer";

/** Of the runtime, where it has one; a page has not. */
export const setImmediate = globalThis.setImmediate ?? afterMessage;

/** A timer would wait for four milliseconds, thousands of times over. */
function afterMessage(callback: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    callback();
  };
  port2.postMessage(undefined);
}
