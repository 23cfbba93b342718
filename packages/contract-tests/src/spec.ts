import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { createParser } from "eventsource-parser";
import { parse } from "yaml";
import { formats } from "./formats.ts";
import { paidOperation } from "./operation.ts";
import { findPointer } from "./pointer.ts";
import { type Answered, type FixtureEvent, type Reply, textOf } from "./reply.ts";

const folder = join(import.meta.dirname, "../../../specs");

/** The spec of a provider, as far as fixtures are measured by it. */
export interface Spec {
  /** What the spec has an answer for, as `"post /images/generations 200"`. */
  readonly answers: readonly string[];
  /** What is wrong with a request body; `[]` when nothing is. Without an operation it is that of the paid one. */
  request(body: unknown, operation?: string): string[];
  /** What is wrong with an answer; `[]` when nothing is, or all that is wrong is declared. */
  reply(reply: Reply): string[];
}

/** Reads `specs/<provider>/openapi.yaml`. `path` is the operation that the fixtures are about. */
export function loadSpec(provider: string, path: string): Spec {
  const document: unknown = parse(readFileSync(join(folder, provider, "openapi.yaml"), "utf8"));
  if (typeof document !== "object" || document === null) throw new Error(`The spec of ${provider} is no object`);
  // OpenAPI's own keywords surround the schemas, and are unknown to a JSON Schema validator.
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats });
  ajv.addSchema(document, "spec");

  const paid = paidOperation({ path });
  const find = (operation: string, ...keys: string[]) => {
    const [method = "", at = ""] = operation.split(" ");
    return findPointer(document, ["paths", at, method, ...keys]);
  };
  const validator = (pointer: string, more: object = {}) => {
    const validate = ajv.compile({ $ref: `spec#${pointer}`, ...more });
    return (value: unknown) => (validate(value) ? [] : [ajv.errorsText(validate.errors)]);
  };

  function request(body: unknown, operation = paid): string[] {
    const [mediaType = ""] = Object.keys(find(operation, "requestBody", "content")?.value ?? {});
    const schema = find(operation, "requestBody", "content", mediaType, "schema");
    if (!schema) return [`the spec has no request body for ${operation}`];
    return validator(schema.pointer, { unevaluatedProperties: false })(filesAsText(body));
  }

  function message({ operation = paid, status }: Answered, mediaType: string, value: unknown): string[] {
    const schema =
      find(operation, "responses", `${status}`, "content", mediaType, "schema") ??
      find(operation, "responses", "default", "content", mediaType, "schema");
    return schema ? validator(schema.pointer)(value) : [`the spec has no ${mediaType} for ${operation}, ${status}`];
  }

  function event(reply: Answered, { data, malformed }: FixtureEvent): string[] {
    return data === "[DONE]" ? [] : declared(malformed, message(reply, "text/event-stream", data));
  }

  function body(reply: Answered): string[] {
    if ("json" in reply) return message(reply, "application/json", reply.json);
    if ("text" in reply) return reply.text === "" ? [] : ["the body is no JSON"];
    const events = "events" in reply ? reply.events : readEvents(textOf(reply));
    return events.flatMap((each) => event(reply, each));
  }

  return {
    answers: operationsOf(document).flatMap((operation) => {
      const statuses = Object.keys(find(operation, "responses")?.value ?? {});
      return statuses.filter((status) => status !== "default").map((status) => `${operation} ${status}`);
    }),
    request,
    reply: (reply) => ("noAnswer" in reply ? [] : declared(reply.malformed, body(reply))),
  };
}

/** The operations of a document, as `"post /images/generations"`. */
function operationsOf(document: object): string[] {
  const paths = findPointer(document, ["paths"])?.value ?? {};
  return Object.entries(paths).flatMap(([path, item]: [string, unknown]) =>
    typeof item === "object" && item !== null
      ? ["get", "post"].filter((method) => method in item).map((method) => `${method} ${path}`)
      : [],
  );
}

/** A schema has the files of a form as text. */
function filesAsText(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  const fields = Object.entries(body).map(([name, value]: [string, unknown]) => [name, isFile(value) ? "" : value]);
  return Object.fromEntries(fields);
}

function isFile(value: unknown): boolean {
  return typeof value === "object" && value !== null && "$blob" in value;
}

/** Faults that are not declared; a declaration without a fault is one too. */
function declared(malformed: string | undefined, faults: string[]): string[] {
  if (malformed === undefined) return faults;
  return faults.length > 0 ? [] : [`marked as malformed ("${malformed}"), yet as the spec has it`];
}

/** Reads a stream with a parser that is not the one under test. */
function readEvents(text: string): FixtureEvent[] {
  const events: FixtureEvent[] = [];
  const parser = createParser({
    onEvent({ data }) {
      events.push({ data: data === "[DONE]" ? data : JSON.parse(data) });
    },
  });
  parser.feed(text);
  return events;
}
