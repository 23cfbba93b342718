import type { ValidationMode, Warning } from "./contract.ts";
import { InvalidRequestError } from "./errors.ts";
import type { AdviceRule, Allowed, Finding, UnsupportedRule } from "./finding.ts";
import type { ModelSpec, Range } from "./models.ts";
import type { PreparedRequest } from "./prepare.ts";

const types: Readonly<Record<string, Warning["type"]>> = {
  "left-out": "unsupported",
  "no-stream": "unsupported",
  retired: "advice",
  advised: "advice",
  "together-advised": "advice",
} satisfies Record<UnsupportedRule, "unsupported"> & Record<AdviceRule, "advice">;

const examples: Readonly<Record<string, string>> = {
  size: "2048x2048",
  "size.aspectRatio": "16:9, and no longer than 1000:1",
  "size.resolution": "2K",
};

/**
 * Puts findings into words: the value, the rule, and what would do.
 *
 * @throws {InvalidRequestError} for the limits among them, if validation is `"error"`.
 */
export function explain(
  findings: readonly Finding[],
  { spec, model }: PreparedRequest,
  provider: string,
  validation: ValidationMode,
): Warning[] {
  const title = `${spec?.name ?? model} on ${provider}`;
  const warnings = findings.map((finding) => ({
    type: types[finding.rule] ?? ("limit" as const),
    feature: finding.feature,
    message: sentence(finding, title, spec),
  }));
  const broken = warnings.filter(({ type }) => type === "limit");
  if (broken.length > 0 && validation === "error") {
    throw new InvalidRequestError(broken.map(({ message }) => message).join("; "), { provider });
  }
  return validation === "off" ? warnings.filter(({ type }) => type !== "limit") : warnings;
}

function sentence({ feature, rule, value, allowed }: Finding, model: string, spec: ModelSpec | undefined): string {
  const takes = `${model} takes ${list(allowed)}`;
  switch (rule) {
    case "empty":
      return `${feature} is empty; say what to make`;
    case "region":
      return `${model} is not offered in region ${value}; it is in ${list(allowed)}`;
    case "retired":
      return `${model} was shut down by the provider; expect an answer of 404`;
    case "form":
      return `${feature} is ${quote(value)}; it must look like ${examples[feature] ?? list(allowed)}`;
    case "pixels":
      return `${value} has ${list(sides(value)[0] * sides(value)[1])} pixels; ${takes}`;
    case "ratio":
      return `${value} is ${(sides(value)[0] / sides(value)[1]).toFixed(4)} times as wide as high; ${takes}`;
    case "most":
      return `${feature} are ${value}; ${model} takes ${allowed === 0 ? "none" : `at most ${list(allowed)}`}`;
    case "together":
    case "together-advised":
      return `Reference images and images to make are ${value} together; ${model} takes at most ${list(allowed)}${
        rule === "together" ? "" : ", and may make fewer"
      }`;
    case "needs-reference":
      return `${feature} is ${quote(value)}; ${model} takes that only with at least one reference image`;
    case "bytes":
      return `${feature} has ${list(Number(value))} bytes; ${model} takes at most ${list(allowed)}`;
    case "format":
      return `${feature} is ${value}; ${takes}`;
    case "no-image":
      return `${feature} is no image of a format known here; ${allowed ? takes : "pass the link or the bytes of an image"}`;
    case "advised":
      return `${feature} are ${value}; ${model} documents at most ${list(allowed)}`;
    case "field":
      return String(value);
    case "left-out":
      return `${feature} was left out: ${takes}`;
    case "no-stream":
      return `${model} does not stream; the events come from one answer`;
    case "range":
      return `${feature} is ${quote(value)}; ${model} takes ${isOne(allowed) ? list(allowed[0]) : `whole numbers from ${list(allowed)}`}`;
    case "choice": {
      const pixels = feature === "size" && spec?.size.custom ? `, pixels such as ${examples.size}` : "";
      return `${feature} is ${quote(value)}; ${takes}${pixels}`;
    }
  }
}

function list(allowed: Allowed): string {
  if (allowed === undefined) return "none";
  if (typeof allowed === "number") return allowed.toLocaleString("en-US", { maximumFractionDigits: 4 });
  const numbers = allowed.filter((entry) => typeof entry === "number");
  if (numbers.length > 0) return numbers.map((entry) => list(entry)).join(" to ");
  return allowed.join(", ") || "none";
}

function isOne(allowed: Allowed): allowed is Range {
  return Array.isArray(allowed) && allowed[0] === allowed[1];
}

function quote(value: unknown): string {
  return typeof value === "string" ? `"${value.slice(0, 80)}"` : String(value);
}

function sides(size: unknown): readonly [width: number, height: number] {
  const [width = 0, height = 0] = String(size).split("x").map(Number);
  return [width, height];
}
