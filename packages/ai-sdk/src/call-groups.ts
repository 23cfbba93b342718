import type { ImageModelV4CallOptions } from "@ai-sdk/provider";

/** Results of the calls that one `generateImage()` makes, in the order in which the calls began. */
export interface CallGroup<T> {
  readonly all: readonly T[];
  /** Whether the caller of the function is the last of these calls. */
  readonly isLast: boolean;
}

type CallHeaders = ImageModelV4CallOptions["headers"];

/**
 * Groups the calls of one `generateImage()`, which share one headers object. With `maxImagesPerCall` the AI SDK calls a
 * model several times at once. If one of these calls throws, the SDK drops the images of all.
 *
 * Returns a function that waits until all calls with the same headers object have ended. `work` must not reject.
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
 * Whether headers belong to one `generateImage()`, which copies its headers and adds its name. Middleware may pass one
 * headers object to calls of different users, and these must not see each other's failures.
 */
function isOfGenerateImage(headers: CallHeaders): headers is NonNullable<CallHeaders> {
  return /\bai\/\d/.test(headers?.["user-agent"] ?? "");
}
