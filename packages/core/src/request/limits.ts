import type { ModelSpec, Range } from "../contract/catalogue.ts";
import { formatRange, is, type Report } from "./report.ts";
import { isWithin } from "./size.ts";

/** Range of `count` for models that this version does not know. */
const anyCount: Range = [1, 15];

/** The numbers of a request. */
export interface RequestNumbers {
  readonly count: number;
  /** Number of reference images. */
  readonly references: number;
  readonly seed: number | undefined;
}

/** Checks the numbers of a request, alone and together, against its model. */
export function checkNumbers(numbers: RequestNumbers, spec: ModelSpec | undefined, report: Report): void {
  const { count, references, seed } = numbers;
  checkInteger("count", count, spec ? [1, spec.group?.max ?? 1] : anyCount, report);
  if (spec) checkReferences(references, spec, report);
  if (spec?.group && count > 1) checkGroup(numbers, spec.group, report);
  if (spec?.seed && seed !== undefined) checkInteger("seed", seed, spec.seed, report);
}

function checkInteger(feature: string, value: number, range: Range, report: Report): void {
  if (Number.isInteger(value) && isWithin(value, range)) return;
  const numbers = range[0] === range[1] ? "" : "whole numbers from ";
  report.unaccepted([feature], is(value), numbers + formatRange(range));
}

function checkReferences(count: number, { references: limits }: ModelSpec, report: Report): void {
  const { max = count, advised = max } = limits ?? { max: 0 };
  const entries = `has ${count} ${count === 1 ? "entry" : "entries"}`;
  if (count > max) {
    report.unaccepted(["images"], entries, max === 0 ? "none" : `at most ${max}`);
  } else if (count > advised) {
    report.warn("advice", "images", entries, `${report.model} documents at most ${advised}`);
  }
}

function checkGroup(
  { count, references }: RequestNumbers,
  { max, needsReference, total = Infinity, totalEnforced }: NonNullable<ModelSpec["group"]>,
  report: Report,
): void {
  if (needsReference && references === 0) {
    report.issue(["count"], is(count), `${report.model} makes a group only from at least one reference image`);
  }
  const together = references + count;
  // A count above its own limit has an issue already.
  if (together <= total || count > max) return;
  const sum = `and images add up to ${together}`;
  const most = `${report.model} accepts at most ${total} in all`;
  if (totalEnforced) report.issue(["count"], sum, most);
  else report.warn("advice", "count", sum, `${most}, and makes fewer images above that`);
}
