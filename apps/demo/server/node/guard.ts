import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/**
 * Refuses requests of other sites, which must not spend the user's money. A foreign `Host` is a name that was made to
 * point at this machine. A foreign `Origin` or `Sec-Fetch-Site` is a page of another site, or of another port here.
 */
export const sameSiteOnly: MiddlewareHandler = async (context, next) => {
  const host = context.req.header("host") ?? "";
  const origin = context.req.header("origin") ?? `http://${host}`;
  const site = context.req.header("sec-fetch-site") ?? "same-origin";
  const isOurs = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  const isApi = context.req.path.startsWith("/api/");
  const isSameSite = origin === `http://${host}` && (site === "same-origin" || site === "none");
  if (isOurs && (isSameSite || !isApi)) return next();
  const from = isOurs ? origin : `host "${host}"`;
  return context.text(`The studio accepts requests only from its own page; this one came from ${from}`, 403);
};

/** Code from elsewhere must not run in the page. Images of any site are allowed, because references may be links. */
export const pagePolicy = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:", "https:"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  // The studio serves only plain HTTP, and only on this machine.
  strictTransportSecurity: false,
});
