import type { ImageModelV4CallOptions } from "@ai-sdk/provider";

/** The calls of one `generateImage()`, in the order in which they began. */
export interface CallGroup<T> {
  readonly all: readonly T[];
  /** Whether the call that asks is the last of them. */
  readonly isLast: boolean;
}

type CallHeaders = ImageModelV4CallOptions["headers"];

/**
 * Groups the calls of one `generateImage()`. It calls a model several times at once when its user sets
 * `maxImagesPerCall`, and when one call throws, the images of all are lost. Its calls share one object of headers.
 *
 * The function that it returns waits until all calls with the same headers have ended. `work` must not reject.
 */
export function groupCalls<T>(): (headers: CallHeaders, work: Promise<T>) => Promise<CallGroup<T>> {
  const groups = new WeakMap<object, Promise<T>[]>();
  return async (headers, work) => {
    const key = isOfGenerateImage(headers) ? headers : {};
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    const place = group.push(work) - 1;
    let all = await Promise.all(group);
    while (all.length < group.length) all = await Promise.all(group);
    // A later call with the same headers belongs to another `generateImage()`.
    if (groups.get(key) === group) groups.delete(key);
    return { all, isLast: place === all.length - 1 };
  };
}

/**
 * Whether headers belong to one `generateImage()`, which adds its name to a copy of them. Middleware may pass an object
 * of its own to calls of different users, which must not see each other's failures.
 */
function isOfGenerateImage(headers: CallHeaders): headers is NonNullable<CallHeaders> {
  return /\bai\/\d/.test(headers?.["user-agent"] ?? "");
}
