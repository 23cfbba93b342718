/** Longest wait for the worker to control this page, in ms. */
const PATIENCE = 10_000;

/**
 * Starts the worker that responds to this page.
 *
 * @throws {Error} if the browser has no workers, or gives them no storage: in some private windows, and over plain HTTP.
 */
export async function startServer(): Promise<void> {
  const { serviceWorker } = navigator;
  if (!serviceWorker) throw new Error("navigator.serviceWorker is undefined");
  await serviceWorker.register("worker.js", { scope: "./" });
  if (!serviceWorker.controller) {
    const controlled = new Promise((resolve, reject) => {
      serviceWorker.addEventListener("controllerchange", resolve, { once: true });
      setTimeout(() => reject(new Error(`The worker did not start in ${PATIENCE / 1000} s`)), PATIENCE);
    });
    const { active } = await serviceWorker.ready;
    active?.postMessage("claim");
    await controlled;
  }
  const response = await fetch("api/providers");
  if (!response.ok) throw new Error((await response.json()).error.message);
}
