/** Replaces `is-node-process`, so that MSW keeps no cookies, as in Node: a worker has no `localStorage` for them. */
export const isNodeProcess = () => true;

/** Replaces `tough-cookie`, which MSW does not use then. */
export class Cookie {}
export class CookieJar {}
export class MemoryCookieStore {}

/** Replaces `ajv`. The simulator then checks requests with its own interpreter, which has a third of the size. */
export class Ajv2020 {
  constructor() {
    throw new EvalError("Nothing is compiled here");
  }
}
