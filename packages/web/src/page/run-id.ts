/** Returns a random id. Not `randomUUID()`, which pages on plain HTTP lack. */
export function newRunId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => byte.toString(36)).join("");
}
