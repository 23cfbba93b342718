/** Sign-in for the recipes. In your application, look up the session that you have. */
const users = new Map<string, string>();

/** Returns the cookie of a new session. */
export function signIn(user: string): string {
  const session = crypto.randomUUID();
  users.set(session, user);
  return `session=${session}; Path=/; HttpOnly; SameSite=Lax`;
}

/** Who sends a request, for `createHandler()`. */
export function authorize(request: Request): { readonly user: string } | { readonly refused: string } {
  const [, session = ""] = /\bsession=([\w-]+)/.exec(request.headers.get("cookie") ?? "") ?? [];
  const user = users.get(session);
  return user === undefined ? { refused: "Sign in first" } : { user };
}
