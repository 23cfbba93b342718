import { type ReactNode, useDeferredValue } from "react";
import type { ProviderInfo } from "../server/messages.ts";
import { fetchProviders } from "./api.ts";
import { ErrorNotice } from "./errors/error-notice.tsx";
import { Lightbox } from "./lightbox/lightbox.tsx";
import { Shortcuts } from "./page/shortcuts.tsx";
import { Tabs, TopBar } from "./page/top-bar.tsx";
import type { Draft } from "./request/draft.ts";
import { RequestForm } from "./request/request-form.tsx";
import { readDraft } from "./request/use-draft.ts";
import { Gallery } from "./runs/gallery.tsx";
import { Button } from "./ui/buttons.tsx";
import { StudioContext, useStudioState } from "./use-studio.ts";
import { words } from "./words/page.ts";
import "./ui/kept-focus.ts";

/** Returns the studio once its providers and its draft are loaded, or the error that prevented it. */
export async function openStudio(): Promise<ReactNode> {
  try {
    const [providers, draft] = await Promise.all([fetchProviders(), readDraft()]);
    return <Studio providers={providers} draft={draft} />;
  } catch (error) {
    return <ErrorNotice error={error instanceof Error ? error : new Error(String(error))} />;
  }
}

/** The form and the runs. */
function Studio({ providers, draft }: { readonly providers: readonly ProviderInfo[]; readonly draft: Draft }) {
  const studio = useStudioState(providers, draft);
  const { tab, picked, problem, dismiss } = studio;
  return (
    <StudioContext value={studio}>
      <TopBar />
      <Tabs />
      {problem && (
        <div className="problem" role="alert">
          <ErrorNotice error={problem} />
          <Button icon="close" title={words.page.dismiss} onClick={dismiss} />
        </div>
      )}
      <main className={`frame at-${tab}`}>
        <RequestForm />
        {/* Renders after the form, because with hundreds of runs it would delay each key that is typed. */}
        <StudioContext value={useDeferredValue(studio)}>
          <Gallery />
        </StudioContext>
      </main>
      {picked && <Lightbox picked={picked} />}
      <Shortcuts />
    </StudioContext>
  );
}
