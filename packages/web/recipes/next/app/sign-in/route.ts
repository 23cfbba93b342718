import { cookieOf } from "../../sessions.ts";

export function POST(): Response {
  return new Response(null, { status: 204, headers: { "set-cookie": cookieOf("ann") } });
}
