/**
 * Refuses requests of other web sites to the page and its API. They must not set scenarios. Nor may they read the calls
 * through their own host name, which may resolve to this machine.
 */
export function guard(request: Request, loopback: boolean): Response | undefined {
  const host = request.headers.get("host") ?? "";
  if (loopback && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host)) {
    return refused(421, `The host ${host.slice(0, 100)} is not this machine: use 127.0.0.1 or localhost`);
  }
  if (request.method === "GET" || request.method === "HEAD") return undefined;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site") ?? "same-origin";
  if ((origin !== null && !origin.endsWith(`://${host}`)) || (site !== "same-origin" && site !== "none")) {
    return refused(403, "Only the simulator's own page and programs on this machine may set scenarios");
  }
  // A form of another site cannot send this type.
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    return refused(415, "The content type must be application/json");
  }
  return undefined;
}

/** Returns an error of the API. */
export function refused(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
