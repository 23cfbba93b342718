/** Explains why a server cannot listen. Keeps the `code` of the system's error. */
export function listenError(cause: unknown, host: string, port: number): unknown {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const message = explanation(code, host, port);
  return message === undefined ? cause : Object.assign(new Error(message, { cause }), { code });
}

function explanation(code: unknown, host: string, port: number): string | undefined {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is in use; stop the program that listens there, or choose another port (0 finds a free one)`;
    case "EACCES":
      return `Port ${port} needs more rights than this user has; choose one above 1023`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `This machine has no address ${host}; use 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses`;
    default:
      return undefined;
  }
}
