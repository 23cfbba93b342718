import { createHash } from "node:crypto";
import { vi } from "vitest";

/** Computes digests in this thread, because another thread ends at moments that no seed repeats. */
export function digestInThread(): void {
  vi.spyOn(crypto.subtle, "digest").mockImplementation(async (_, data) => {
    const { buffer } = new Uint8Array(createHash("sha256").update(String(data)).digest());
    return buffer;
  });
}
