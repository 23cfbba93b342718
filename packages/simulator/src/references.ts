import type { ModelSpec } from "@seedream-clients/core";
import { type Issue, invalid, shown, unsupported } from "./issue.ts";

type Limits = ModelSpec["references"];

/** Checks the reference images of a request: their number and their form. */
export function referenceIssue(field: string, references: readonly string[], limits: Limits): Issue | undefined {
  if (references.length > 0 && !limits) return unsupported(field);
  const most = limits?.max ?? references.length;
  if (references.length > most) return invalid(field, `number of reference images cannot exceed ${most}`);
  for (const reference of references) {
    const issue = reference.startsWith("data:") ? dataIssue(field, reference, limits) : addressIssue(field, reference);
    if (issue) return issue;
  }
  return undefined;
}

function addressIssue(field: string, reference: string): Issue | undefined {
  if (!reference.trim()) return { kind: "empty-url", field, rule: "a reference image is empty" };
  const { protocol } = URL.canParse(reference) ? new URL(reference) : { protocol: "" };
  if (protocol === "http:" || protocol === "https:") return undefined;
  return { kind: "url-format", field, rule: `${shown(reference)} is neither a URL nor a data URI` };
}

function dataIssue(field: string, reference: string, limits: Limits): Issue | undefined {
  const [head = "", data = ""] = reference.split(",", 2);
  const format = /^data:image\/([a-z0-9.+-]+);base64$/.exec(head)?.[1]?.replace(/^jpg$/, "jpeg");
  const wrong = (rule: string): Issue => ({ kind: "url-format", field, rule });
  if (!format) return wrong(`${shown(head)} must begin with data:image/<format>;base64, in lower case`);
  const { formats, bytes = Infinity } = limits ?? {};
  if (formats && !formats.some((known) => known === format)) {
    return wrong(`the format ${format} is not one of ${formats.join(", ")}`);
  }
  const size = Math.floor(data.replace(/=+$/, "").length * 0.75);
  return size > bytes
    ? invalid(field, `a reference image cannot exceed ${bytes} bytes, and one has ${size}`)
    : undefined;
}
