/** `promise`, or the reason of `signal` as soon as it aborts, whether or not the work behind `promise` listens. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const letGo = () => signal.removeEventListener("abort", stop);
    const stop = () => {
      letGo();
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop);
    promise.then(resolve, reject).then(letGo);
    if (signal.aborted) stop();
  });
}
