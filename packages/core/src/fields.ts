/** What a value can be, in the words of the messages. */
export type FieldType = "a string" | "an integer" | "a number" | "a boolean" | "an array" | "an object" | "null";

/** The rule for one field of a wire request. Generated from the request schema of the provider's spec. */
export interface FieldRule {
  readonly type: FieldType | `${FieldType} or ${string}`;
  readonly required?: true;
  /** The only values taken; absent where the provider's list is open. */
  readonly oneOf?: readonly (string | number | boolean | null)[];
  /** Least and most of a number, or of the number of items of an array; without the second there is no most. */
  readonly range?: readonly [least: number, most?: number];
  /** Rule for each item of an array. */
  readonly items?: FieldRule;
  /** Rules for the fields of an object; absent: any fields. */
  readonly fields?: FieldRules;
}

/** Rules by field name; a name that is not listed is not a field of the request. */
export type FieldRules = { readonly [name: string]: FieldRule };

// The types double as the words of the messages: a table from one to the other would be half of this file.
function checkValue(value: unknown, rule: FieldRule, path: string): string[] {
  const { type, oneOf, range, items, fields } = rule;
  const list = Array.isArray(value) && value;
  const kind = list ? "array" : value === null ? "null" : typeof value;
  const measure = list ? list.length : value;
  return (oneOf && !oneOf.includes(value as string)) ||
    !(type.includes(kind) || (type.includes("integer") && Number.isInteger(value))) ||
    (range && typeof measure === "number" && (!(measure >= range[0]) || measure > (range[1] as number)))
    ? [
        `${path} is ${JSON.stringify(value)?.slice(0, 40) ?? "missing"}; it must be ${
          oneOf ? `one of ${JSON.stringify(oneOf)}` : type + (range ? ` from ${range.join(" to ")}` : "")
        }`,
      ]
    : kind === "object" && fields
      ? checkFields(value as object, fields, `${path}.`)
      : list && items
        ? list.flatMap((item, index) => checkValue(item, items, `${path}[${index}]`))
        : [];
}

/** Says what is wrong with a request body, one message a fault; `[]` when it keeps every rule. */
export function checkFields(body: object, rules: FieldRules, path = ""): string[] {
  return Object.keys({ ...rules, ...body }).flatMap((name) => {
    const rule = rules[name];
    const value = (body as Record<string, unknown>)[name];
    return !rule
      ? `${path}${name} is not one of the fields ${Object.keys(rules).join(", ")}`
      : value === undefined && !rule.required
        ? []
        : checkValue(value, rule, path + name);
  });
}
