import { type Language, languages } from "../src/words/words.ts";

interface UnavailableProps {
  readonly language: Language;
  readonly error: unknown;
}

/** Why there is no studio, and where there is one. */
export function Unavailable({ language, error }: UnavailableProps) {
  const { tag, inPage: words } = languages[language];
  const { title, why, way } = words.unavailable;
  return (
    <main className="unavailable" lang={tag}>
      <h1>{title}</h1>
      <p>{why}</p>
      <p>
        {way} <code>npx -y pnpm@12 demo</code>
      </p>
      <p className="note">{error instanceof Error ? error.message : String(error)}</p>
    </main>
  );
}
