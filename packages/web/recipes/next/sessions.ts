import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Sign-in by a signed cookie: Next evaluates a module once for each route, so a list in memory would be several. In your
 * application, look up the session that you have.
 */
function sign(user: string): string {
  const secret = process.env.SESSION_SECRET;
  if (!secret) throw new Error("SESSION_SECRET is not set");
  return createHmac("sha256", secret).update(user).digest("base64url");
}

export function cookieOf(user: string): string {
  return `session=${encodeURIComponent(user)}.${sign(user)}; Path=/; HttpOnly; SameSite=Lax`;
}

export function authorize(request: Request): { readonly user: string } | { readonly refused: string } {
  const [, name = "", given = ""] = /\bsession=([^.;]*)\.([\w-]+)/.exec(request.headers.get("cookie") ?? "") ?? [];
  const user = decodeURIComponent(name);
  const [expected, sent] = [Buffer.from(sign(user)), Buffer.from(given)];
  const isSigned = expected.length === sent.length && timingSafeEqual(expected, sent);
  return isSigned && user !== "" ? { user } : { refused: "Sign in first" };
}
