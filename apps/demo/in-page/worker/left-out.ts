/** In place of `is-node-process`: MSW keeps no cookies, as in Node. A worker lacks the `localStorage` for them. */
export const isNodeProcess = () => true;

/** In place of `tough-cookie`, which is not used then. */
export class Cookie {}
export class CookieJar {}
export class MemoryCookieStore {}

/** In place of `ajv`: without it the simulator checks requests by its interpreter, which is a third of the size. */
export class Ajv2020 {
  constructor() {
    throw new EvalError("Nothing is compiled here");
  }
}
