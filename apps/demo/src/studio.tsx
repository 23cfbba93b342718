import { useState } from "react";
import { Problem } from "./errors/error-notice.tsx";
import { Lightbox } from "./lightbox/lightbox.tsx";
import { Shortcuts } from "./page/shortcuts.tsx";
import { Tabs } from "./page/tabs.tsx";
import { TopBar } from "./page/top-bar.tsx";
import { useKeys } from "./page/use-keys.ts";
import { RequestForm } from "./request/request-form.tsx";
import { Gallery } from "./runs/gallery.tsx";
import { StudioContext, useStudioState } from "./use-studio.ts";
import { type Language, useWords } from "./words/words.ts";

/** The form and the runs. */
export function Studio({ onLanguage }: { readonly onLanguage: (language: Language) => void }) {
  const { page: words } = useWords();
  const studio = useStudioState();
  const { providers, draft, runs, tab, picked, problem, dismiss } = studio;
  const [areKeysShown, setAreKeysShown] = useState(false);
  useKeys(() => setAreKeysShown(true));
  return (
    <StudioContext value={studio}>
      <TopBar onLanguage={onLanguage} />
      <Tabs />
      {problem && <Problem problem={problem} onDismiss={dismiss} />}
      {runs.isMissing && <Problem problem={words.notFound} onDismiss={runs.showAll} />}
      <main className={`frame at-${tab}`}>
        {providers && draft && (
          <>
            <RequestForm draft={draft} providers={providers} />
            <Gallery />
          </>
        )}
      </main>
      {picked && <Lightbox picked={picked} />}
      {areKeysShown && <Shortcuts onClose={() => setAreKeysShown(false)} />}
    </StudioContext>
  );
}
