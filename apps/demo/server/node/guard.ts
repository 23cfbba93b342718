import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/**
 * Keeps other sites out: a page elsewhere must not spend the user's money. A foreign `Host` is a name that was made to
 * point at this machine; a foreign `Origin` or `Sec-Fetch-Site` is a page of another site, or of another port here.
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
  return context.text(`The studio answers its own page only; this request came from ${from}`, 403);
};

/** Nothing from elsewhere runs in the page; pictures may be shown by link, as reference images are. */
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
  // Plain HTTP on this machine is all there is.
  strictTransportSecurity: false,
});
