import { type Document, isCollection, visit } from "yaml";
import { isObject, type JsonObject } from "./json.ts";
import type { Problem } from "./problem.ts";

/** A mistake in a YAML text. `offset` is its position, in characters. */
export interface YamlProblem extends Pick<Problem, "reason" | "remedy"> {
  readonly offset: number;
}

/** Reads the mapping in a YAML document, or returns the reasons why it cannot be read. */
export function readMapping(yaml: Document.Parsed): JsonObject | YamlProblem[] {
  // The other errors usually follow from the first.
  const [error] = [...yaml.errors, ...yaml.warnings];
  if (error)
    return [
      {
        offset: error.pos[0],
        reason: `invalid YAML: ${error.message}`,
        remedy: "correct the syntax here or just before",
      },
    ];
  const problems = [...keyProblems(yaml), ...aliasProblems(yaml)];
  if (problems.length > 0) return problems;
  const value = toValue(yaml);
  if (value === TOO_MANY_ALIASES)
    return [
      { offset: 0, reason: "the aliases repeat too many values", remedy: "refer to components with `$ref` instead" },
    ];
  if (isJsonObject(value)) return value;
  return [
    { offset: 0, reason: "not an OpenAPI document", remedy: "write a mapping that begins with `openapi: 3.1.0`" },
  ];
}

function keyProblems(yaml: Document.Parsed): YamlProblem[] {
  const problems: YamlProblem[] = [];
  visit(yaml, {
    Pair(_, { key }) {
      if (!isCollection(key)) return;
      const offset = key.range?.[0] ?? 0;
      problems.push({ offset, reason: "a key is a list or a mapping", remedy: "write a name" });
    },
  });
  return problems;
}

function aliasProblems(yaml: Document.Parsed): YamlProblem[] {
  const problems: YamlProblem[] = [];
  visit(yaml, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(yaml);
      const offset = alias.range?.[0] ?? 0;
      if (!target)
        problems.push({
          offset,
          reason: `the alias *${alias.source} has no anchor`,
          remedy: `write &${alias.source} in front of the value, above the alias`,
        });
      else if (ancestors.includes(target))
        problems.push({
          offset,
          reason: `the alias *${alias.source} is inside the value of its anchor`,
          remedy: "repeat another value; a schema inside itself is a `$ref`",
        });
    },
  });
  return problems;
}

const TOO_MANY_ALIASES = Symbol("too many aliases");

function toValue(yaml: Document.Parsed): unknown {
  try {
    return yaml.toJS();
  } catch (error) {
    // The parser throws this error for aliases of aliases, which grow exponentially.
    if (error instanceof ReferenceError) return TOO_MANY_ALIASES;
    throw error;
  }
}

// YAML's core schema yields JSON values only, so checking the root is enough.
function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value as JsonObject);
}
