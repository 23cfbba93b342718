import type { ModelSpec } from "@seedream-clients/core";
import { type Fault, invalid, shown, unsupported } from "./fault.ts";

type Limits = ModelSpec["references"];

/** What is wrong with the reference images of a request: their number, or how they are written. */
export function referenceFault(field: string, references: readonly string[], limits: Limits): Fault | undefined {
  if (references.length > 0 && !limits) return unsupported(field);
  const most = limits?.max ?? references.length;
  if (references.length > most) return invalid(field, `number of reference images cannot exceed ${most}`);
  for (const reference of references) {
    const fault = reference.startsWith("data:") ? dataFault(field, reference, limits) : addressFault(field, reference);
    if (fault) return fault;
  }
  return undefined;
}

function addressFault(field: string, reference: string): Fault | undefined {
  if (!reference.trim()) return { kind: "empty-url", field, rule: "a reference image is empty" };
  const { protocol } = URL.canParse(reference) ? new URL(reference) : { protocol: "" };
  if (protocol === "http:" || protocol === "https:") return undefined;
  return { kind: "url-format", field, rule: `${shown(reference)} is neither a URL nor a data URI` };
}

function dataFault(field: string, reference: string, limits: Limits): Fault | undefined {
  const [head = "", data = ""] = reference.split(",", 2);
  const format = /^data:image\/([a-z0-9.+-]+);base64$/.exec(head)?.[1]?.replace(/^jpg$/, "jpeg");
  const wrong = (rule: string): Fault => ({ kind: "url-format", field, rule });
  if (!format) return wrong(`${shown(head)} must begin with data:image/<format>;base64, in lower case`);
  const { formats, bytes = Infinity } = limits ?? {};
  if (formats && !formats.some((known) => known === format)) {
    return wrong(`the format ${format} is not one of ${formats.join(", ")}`);
  }
  const size = Math.floor((data.length * 3) / 4);
  return size > bytes
    ? invalid(field, `a reference image cannot exceed ${bytes} bytes, and one has ${size}`)
    : undefined;
}
