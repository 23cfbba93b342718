import { words } from "../src/words/page.ts";

/** Says why the studio cannot run here, and how to start one. */
export function Unavailable({ error }: { readonly error: unknown }) {
  const { title, why, way } = words.inPage.unavailable;
  return (
    <main className="unavailable">
      <h1>{title}</h1>
      <p>{why}</p>
      <p>
        {way} <code>npx -y pnpm@12 demo</code>
      </p>
      <p className="note">{error instanceof Error ? error.message : String(error)}</p>
    </main>
  );
}
