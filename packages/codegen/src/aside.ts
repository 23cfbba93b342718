const ASIDE = /^(.+)\.(\d+)\.new$/;

/**
 * Returns the name under which this process writes a file before it renames it. Another run at the same time uses other
 * names, so that the two neither rename nor remove each other's files.
 */
export function asideOf(path: string): string {
  return `${path}.${process.pid}.new`;
}

/** Whether a file has such a name, and the process that writes it is running. */
export function isBeingWritten(name: string): boolean {
  const [, , processId] = ASIDE.exec(name) ?? [];
  return processId !== undefined && isRunning(Number(processId));
}

/** Whether a file has such a name for one of the written files, and its process has ended. */
export function isLeftBeside(written: readonly string[], name: string): boolean {
  const [, file] = ASIDE.exec(name) ?? [];
  return file !== undefined && written.includes(file) && !isBeingWritten(name);
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // The process of another user refuses the signal, but runs.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
