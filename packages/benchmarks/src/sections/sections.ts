import type { Section } from "../report/section.ts";
import { call } from "./call.ts";
import { event } from "./event.ts";
import { generation } from "./generation.ts";
import { inline } from "./inline.ts";
import { many } from "./many.ts";
import { money } from "./money.ts";
import { references } from "./references.ts";
import { size } from "./size.ts";
import { start } from "./start.ts";
import { streams } from "./streams.ts";
import { tasks } from "./tasks.ts";
import { types } from "./types.ts";

/** In the order of RESULTS.md. */
export const sections: readonly Section[] = [
  money,
  size,
  start,
  types,
  call,
  many,
  streams,
  event,
  inline,
  references,
  tasks,
  generation,
];
