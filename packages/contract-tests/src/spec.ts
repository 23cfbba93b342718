import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { createParser } from "eventsource-parser";
import { parse } from "yaml";
import { type DeliveredResponse, type FixtureEvent, type FixtureResponse, textOf } from "./fixture-response.ts";
import { formats } from "./formats.ts";
import { paidOperation } from "./operation.ts";
import { findPointer } from "./pointer.ts";

const folder = join(import.meta.dirname, "../../../specs");

/** The spec of a provider, for checking fixtures. */
export interface Spec {
  /** The documented responses, as `"post /images/generations 200"`. */
  readonly responses: readonly string[];
  /** Returns the issues of a request body. `operation` defaults to the paid operation. */
  checkRequest(body: unknown, operation?: string): string[];
  /** Returns the issues of a response. A response marked as malformed must have issues, which are not returned. */
  checkResponse(response: FixtureResponse): string[];
}

/** Reads `specs/<provider>/openapi.yaml`. `path` is the path of the paid operation. */
export function loadSpec(provider: string, path: string): Spec {
  const document: unknown = parse(readFileSync(join(folder, provider, "openapi.yaml"), "utf8"));
  if (typeof document !== "object" || document === null) throw new Error(`The spec of ${provider} is not an object`);
  // Strict mode would refuse OpenAPI's own keywords around the schemas.
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

  function checkRequest(body: unknown, operation = paid): string[] {
    const [mediaType = ""] = Object.keys(find(operation, "requestBody", "content")?.value ?? {});
    const schema = find(operation, "requestBody", "content", mediaType, "schema");
    if (!schema) return [`the spec has no request body for ${operation}`];
    return validator(schema.pointer, { unevaluatedProperties: false })(filesAsText(body));
  }

  function checkMessage({ operation = paid, status }: DeliveredResponse, mediaType: string, value: unknown): string[] {
    const schema =
      find(operation, "responses", `${status}`, "content", mediaType, "schema") ??
      find(operation, "responses", "default", "content", mediaType, "schema");
    return schema ? validator(schema.pointer)(value) : [`the spec has no ${mediaType} for ${operation}, ${status}`];
  }

  function checkEvent(response: DeliveredResponse, { data, malformed }: FixtureEvent): string[] {
    return data === "[DONE]" ? [] : undeclared(malformed, checkMessage(response, "text/event-stream", data));
  }

  function checkBody(response: DeliveredResponse): string[] {
    if ("json" in response) return checkMessage(response, "application/json", response.json);
    if ("text" in response) return response.text === "" ? [] : ["the body is not JSON"];
    const events = "events" in response ? response.events : readEvents(textOf(response));
    return events.flatMap((event) => checkEvent(response, event));
  }

  return {
    responses: operationsOf(document).flatMap((operation) => {
      const statuses = Object.keys(find(operation, "responses")?.value ?? {});
      return statuses.filter((status) => status !== "default").map((status) => `${operation} ${status}`);
    }),
    checkRequest,
    checkResponse: (response) => ("noAnswer" in response ? [] : undeclared(response.malformed, checkBody(response))),
  };
}

/** Returns the operations of a document, as `"post /images/generations"`. */
function operationsOf(document: object): string[] {
  const paths = findPointer(document, ["paths"])?.value ?? {};
  return Object.entries(paths).flatMap(([path, item]: [string, unknown]) =>
    typeof item === "object" && item !== null
      ? ["get", "post"].filter((method) => method in item).map((method) => `${method} ${path}`)
      : [],
  );
}

/** Replaces the files of a form by text, their type in the schemas. */
function filesAsText(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  const fields = Object.entries(body).map(([name, value]: [string, unknown]) => [name, isFile(value) ? "" : value]);
  return Object.fromEntries(fields);
}

function isFile(value: unknown): boolean {
  return typeof value === "object" && value !== null && "$blob" in value;
}

/** Returns the issues that `malformed` does not declare. A declaration without an issue is an issue itself. */
function undeclared(malformed: string | undefined, issues: string[]): string[] {
  if (malformed === undefined) return issues;
  return issues.length > 0 ? [] : [`marked as malformed ("${malformed}"), but matches the spec`];
}

/** Parses a text. Returns a text that is not JSON unchanged, because it matches no schema of an event. */
function jsonOf(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

/** Parses a stream with a parser other than the one under test. */
function readEvents(text: string): FixtureEvent[] {
  const events: FixtureEvent[] = [];
  const parser = createParser({
    onEvent({ data }) {
      events.push({ data: jsonOf(data) });
    },
  });
  parser.feed(text);
  return events;
}
