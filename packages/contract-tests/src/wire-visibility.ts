import type { ImageRequest, Validation } from "@seedream-clients/core";

/** The part of a client that shows its wire requests. */
export interface Validator {
  validate(request: ImageRequest): Promise<Pick<Validation, "issues" | "body">>;
}

/**
 * Returns whether the wire request shows what `tested` asks for. Otherwise no server can refuse it: the client never
 * sends it, because its description declares in `wire` that the API has no form for it, or the body is the same without
 * it.
 */
export async function isVisibleOnWire(
  client: Validator,
  valid: ImageRequest,
  tested: Partial<ImageRequest>,
): Promise<boolean> {
  const { issues, body } = await client.validate({ ...valid, ...tested });
  if (issues.some(({ code }) => code === "cannot-send")) return false;
  const { images, ...others } = tested;
  const isAboutImages = Object.keys(others).length === 0;
  const without = await client.validate({ ...valid, ...(images && !isAboutImages && { images }) });
  return JSON.stringify(body) !== JSON.stringify(without.body);
}
