import { SeedreamError } from "@seedream-clients/core";

/** Returns each link in an unreadable response once, because it may lead to an image that is paid for. */
export function linksIn(response: unknown): string[] {
  return [...new Set(JSON.stringify(response)?.match(/https?:[^\s"\\<>]+/gi))];
}

/**
 * Returns the links in unreadable responses, except the links of images that arrived.
 *
 * @param read Links of images that arrived beside the errors.
 */
export function unreadLinks(errors: readonly unknown[], read: readonly (string | undefined)[]): string[] {
  const links = errors.flatMap((error) => {
    if (!SeedreamError.isInstance(error) || error.charged === "no") return [];
    const known = [...read, ...error.images.map(({ url }) => url)];
    return linksIn(error.raw).filter((link) => !known.includes(link));
  });
  return [...new Set(links)];
}
