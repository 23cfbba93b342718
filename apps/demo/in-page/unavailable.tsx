import { words } from "../src/words/page.ts";

/** Why there is no studio, and where there is one. */
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
