/**
 * Why a request to the page or to its API is not carried out, if it is not. Other web sites can send requests to this
 * machine: none of them may order scenarios, and a name of theirs that leads here must not show what goes on.
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
    return refused(403, "Only the simulator's own page and programs on this machine may order scenarios");
  }
  // A form of another site can send anything but this type.
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    return refused(415, "The content type must be application/json");
  }
  return undefined;
}

/** An error of the API. */
export function refused(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
