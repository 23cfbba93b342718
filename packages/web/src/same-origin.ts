import { PermissionDeniedError } from "@seedream-clients/core";

/**
 * Refuses requests of other sites' pages, which browsers send with the visitor's cookies.
 *
 * @param origins Origins of the pages. Default: the origin of the request.
 * @throws {PermissionDeniedError}
 */
export function refuseCrossSite({ headers, method, url }: Request, origins: readonly string[] | undefined): void {
  const site = headers.get("sec-fetch-site");
  // "none": a person opened the address, for example an image in a new tab.
  if (site && site !== "same-origin" && !(site === "none" && method === "GET")) {
    throw refusal(
      `The request comes from another site (Sec-Fetch-Site: ${site}); only pages of this server may send it`,
    );
  }
  const origin = headers.get("origin");
  if (origin === null || (origin !== "null" && origins?.includes(origin))) return;
  // Sec-Fetch-Site has the browser's own comparison, which holds even if a proxy has rewritten Host.
  if (!origins && (site || origin === new URL(url).origin)) return;
  const own = origins?.join(", ") ?? new URL(url).origin;
  // Any page can make its origin "null", so "null" is never allowed.
  const wayOut =
    origin === "null"
      ? "the page is in a sandbox or hides its origin; serve it without a sandbox, and with a referrer policy that sends the origin"
      : `behind a proxy that changes Host, set origins: [${JSON.stringify(origin)}] if that is your page`;
  throw refusal(`The request comes from a page of ${origin}; only pages of ${own} may send it; ${wayOut}`);
}

function refusal(message: string): PermissionDeniedError {
  return new PermissionDeniedError(message, { status: 403 });
}
