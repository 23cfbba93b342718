import type { ImageRequest, Validation } from "@seedream-clients/core";

/** The part of a client that shows its wire requests. */
export interface Validator {
  validate(request: ImageRequest): Promise<Pick<Validation, "issues" | "body">>;
}

/** Returns whether a client sends a request with `validation: "off"`, because its wire format can express it. */
export async function isSendable(client: Validator, request: ImageRequest): Promise<boolean> {
  const { issues } = await client.validate(request);
  return issues.every(({ code }) => code !== "cannot-send");
}

/**
 * Returns whether the wire request shows the value of `field`. Otherwise no server can refuse the value. The client may
 * never send such a request, because its description declares in `wire` that the API cannot express the value. Or the
 * body is the same without the value.
 */
export async function isVisibleOnWire(client: Validator, request: ImageRequest, field: string): Promise<boolean> {
  if (!(await isSendable(client, request))) return false;
  const others = Object.entries(request).filter(([name]) => name !== field);
  const [{ body }, without] = await Promise.all([
    client.validate(request),
    client.validate({ prompt: request.prompt, ...Object.fromEntries(others) }),
  ]);
  return field === "prompt" || JSON.stringify(body) !== JSON.stringify(without.body);
}
