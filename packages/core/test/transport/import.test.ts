import { expect, it, vi } from "vitest";

it("creates no Response at import, because that makes Node load its fetch", async () => {
  const created = vi.fn();
  vi.stubGlobal(
    "Response",
    class extends Response {
      constructor(...args: ConstructorParameters<typeof Response>) {
        created();
        super(...args);
      }
    },
  );
  vi.resetModules();
  await import("../../src/client.ts");
  vi.unstubAllGlobals();
  expect(created).not.toHaveBeenCalled();
});
