import type { Change, Direction, Level } from "./change.ts";

/** What a rule has to say something about; `place` and the others are ready to be read, in Markdown. */
export interface Facts {
  readonly place: string;
  readonly before?: string;
  readonly after?: string;
  readonly value?: string;
}

interface Rule {
  /** The level, where it depends on the direction: of requests, then of answers. */
  readonly level: Level | readonly [request: Level, response: Level];
  /** Whether it concerns texts for people only. */
  readonly prose?: true;
  readonly say: (facts: Facts, direction: Direction) => string;
}

const takes = (direction: Direction) => (direction === "request" ? "takes" : "may be");
const noLonger = (direction: Direction) => (direction === "request" ? "no longer takes" : "is no longer");

/**
 * Every kind of change there is. In a request, what is refused now breaks code that worked. In an answer, what may be
 * absent or other than before does. A new enum value is news in both directions, as "Versions and types" in the README
 * promises.
 */
export const RULES = {
  // Providers and their servers
  "provider-added": { level: "feature", say: ({ place }) => `${place} is described for the first time` },
  "provider-removed": { level: "breaking", say: ({ place }) => `${place} is no longer described` },
  "info-changed": { level: "fix", say: ({ place }) => `${place} changed` },
  "region-added": { level: "feature", say: ({ value, after }) => `the region ${value} is new, at ${after}` },
  "region-removed": { level: "breaking", say: ({ value }) => `the region ${value} was removed` },
  "server-moved": {
    level: "fix",
    say: ({ value, before, after }) => `the server of the region ${value} is ${after}, was ${before}`,
  },
  "default-region-changed": {
    level: "breaking",
    say: ({ before, after }) => `requests go to the region ${after} unless told otherwise; they went to ${before}`,
  },
  "security-changed": { level: "breaking", say: ({ place }) => `${place} asks for another kind of key` },

  // Operations
  "operation-added": { level: "feature", say: ({ place }) => `${place} is new` },
  "operation-removed": { level: "breaking", say: ({ place }) => `${place} was removed` },
  "operation-moved": { level: "breaking", say: ({ before, after }) => `${before} is ${after} now` },
  "operation-renamed": {
    level: "breaking",
    say: ({ place, before, after }) => `the operation ${place} is called ${after}, was ${before}`,
  },
  "body-removed": { level: "breaking", say: ({ place }) => `${place} was removed` },
  "body-added": { level: ["feature", "feature"], say: ({ place }) => `${place} is new` },
  "body-added-required": { level: "breaking", say: ({ place }) => `${place} is new, and required` },
  "media-added": { level: "feature", say: ({ place, value }) => `${place} has the form ${value} too` },
  "media-removed": { level: "breaking", say: ({ place, value }) => `${place} no longer has the form ${value}` },
  "answer-added": { level: "feature", say: ({ place }) => `${place} is described now` },
  "answer-removed": { level: "breaking", say: ({ place }) => `${place} is no longer described` },

  // Fields, parameters and headers
  "field-added": { level: ["feature", "feature"], say: ({ place }) => `${place} is new` },
  "field-added-required": {
    level: ["breaking", "feature"],
    say: ({ place }, direction) => `${place} is new, and ${direction === "request" ? "required" : "always there"}`,
  },
  "field-removed": { level: ["breaking", "breaking"], say: ({ place }) => `${place} was removed` },
  "field-renamed": {
    level: ["breaking", "breaking"],
    say: ({ place, after }) => `${place} was removed; ${after}, of the same form, seems to take its place`,
  },
  "field-required": {
    level: ["breaking", "feature"],
    say: ({ place }, direction) => `${place} is ${direction === "request" ? "required" : "always there"} now`,
  },
  "field-optional": {
    level: ["feature", "breaking"],
    say: ({ place }, direction) => `${place} may be ${direction === "request" ? "left out" : "missing"} now`,
  },
  "other-fields-refused": {
    level: ["breaking", "fix"],
    say: ({ place }) => `${place} has no fields but the listed ones`,
  },
  "other-fields-allowed": {
    level: ["feature", "fix"],
    say: ({ place }) => `${place} may have fields that are not listed`,
  },

  // Types and values
  "type-changed": {
    level: ["breaking", "breaking"],
    say: ({ place, before, after }) => `${place} is ${after}, was ${before}`,
  },
  "type-narrowed": {
    level: ["breaking", "fix"],
    say: ({ place, value }, direction) => `${place} ${noLonger(direction)} ${value}`,
  },
  "type-widened": {
    level: ["feature", "breaking"],
    say: ({ place, value }, direction) => `${place} ${takes(direction)} ${value} too`,
  },
  "kind-added": { level: ["feature", "feature"], say: ({ place, value }) => `${place} has a new kind, ${value}` },
  "value-added": {
    level: ["feature", "feature"],
    say: ({ place, value }, direction) => `${place} ${takes(direction)} ${value} too`,
  },
  "value-removed": {
    level: ["breaking", "fix"],
    say: ({ place, value }, direction) => `${place} ${noLonger(direction)} ${value}`,
  },
  "known-value-added": { level: ["feature", "feature"], say: ({ place, value }) => `${place} knows ${value}` },
  "known-value-removed": {
    level: ["fix", "fix"],
    say: ({ place, value }) => `${place} no longer suggests ${value}, which is let through as before`,
  },
  "values-closed": {
    level: ["breaking", "fix"],
    say: ({ place, after }, direction) => `${place} ${takes(direction)} nothing but ${after} now`,
  },
  "values-opened": {
    level: ["feature", "breaking"],
    say: ({ place }, direction) => `${place} ${takes(direction)} other values than the listed ones`,
  },
  "limit-narrowed": {
    level: ["breaking", "fix"],
    say: ({ place, value, before, after }) => `${value} of ${place} is ${after}, was ${before}: narrower`,
  },
  "limit-widened": {
    level: ["fix", "fix"],
    say: ({ place, value, before, after }) => `${value} of ${place} is ${after}, was ${before}: wider`,
  },
  "default-changed": {
    level: ["breaking", "fix"],
    say: ({ place, before, after }) => `${place} defaults to ${after}, was ${before}`,
  },
  "default-documented": {
    level: ["fix", "fix"],
    say: ({ place, before, after }) => `the documented default of ${place} is ${after}, was ${before}`,
  },
  "keyword-changed": {
    level: ["breaking", "fix"],
    say: ({ place, value }) => `${value} of ${place} changed; no rule says what that means`,
  },
  "type-name-added": { level: "fix", say: ({ place }) => `the type ${place} has a name of its own now` },
  "type-name-removed": { level: "breaking", say: ({ place }) => `the type ${place} no longer exists under that name` },

  // Texts
  "description-changed": { level: "fix", prose: true, say: ({ place }) => `the description of ${place} was rewritten` },
  "provenance-changed": {
    level: "fix",
    prose: true,
    say: ({ place }) => `the sources of ${place} were brought up to date`,
  },
  "example-changed": { level: "fix", say: ({ place }) => `the examples of ${place} changed` },
  "note-changed": { level: "fix", say: ({ place, value }) => `${value} of ${place} changed` },
  "deprecated-changed": {
    level: "fix",
    say: ({ place, after }) => `${place} is ${after === "true" ? "deprecated" : "no longer deprecated"}`,
  },

  // Model rows
  "model-added": { level: "feature", say: ({ place }) => `the model ${place} is new` },
  "model-removed": { level: "breaking", say: ({ place }) => `the model ${place} was removed` },
  "model-retired": { level: "breaking", say: ({ place }) => `the model ${place} was retired` },
  "model-retiring": { level: "fix", say: ({ place }) => `the model ${place} is going to be retired` },
  "model-revived": { level: "feature", say: ({ place }) => `the model ${place} is active again` },
  "default-model-changed": {
    level: "breaking",
    say: ({ before, after }) => `the default model is ${after}, was ${before}`,
  },
  "model-id-added": { level: "feature", say: ({ place, value }) => `${place} has the id ${value} too` },
  "model-id-removed": { level: "breaking", say: ({ place, value }) => `${place} no longer has the id ${value}` },
  "model-id-sent": {
    level: "breaking",
    say: ({ place, before, after }) => `${place} is sent as ${after}, was ${before}`,
  },
  "model-gained": { level: "feature", say: ({ place, value }) => `${place}: ${value} is possible now` },
  "model-lost": { level: "breaking", say: ({ place, value }) => `${place}: ${value} is no longer possible` },
  "model-limit-narrowed": {
    level: "breaking",
    say: ({ place, value, before, after }) => `${place}: ${value} is ${after}, was ${before}: narrower`,
  },
  "model-limit-widened": {
    level: "feature",
    say: ({ place, value, before, after }) => `${place}: ${value} is ${after}, was ${before}: wider`,
  },
  "model-default-changed": {
    level: "breaking",
    say: ({ place, value, before, after }) => `${place}: ${value} is ${after}, was ${before}`,
  },
  "model-corrected": {
    level: "fix",
    say: ({ place, value, before, after }) => `${place}: ${value} is ${after}, was ${before}`,
  },
  "model-price-changed": {
    level: "fix",
    say: ({ place, before, after }) => `the price of ${place} is ${after}, was ${before}`,
  },
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;

/** The change that a rule makes of some facts. */
export function changeOf(name: RuleName, facts: Facts, direction: Direction = "request"): Change {
  const rule: Rule = RULES[name];
  const level = typeof rule.level === "string" ? rule.level : rule.level[direction === "request" ? 0 : 1];
  return { level, rule: name, text: rule.say(facts, direction), prose: rule.prose ?? false };
}
