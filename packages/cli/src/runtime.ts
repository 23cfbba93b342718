/** Whether a version of Node is new enough for the command, which needs `node:sqlite` above all. */
export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}
