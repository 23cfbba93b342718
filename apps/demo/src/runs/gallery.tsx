import type { Ref } from "react";
import { Welcome } from "../page/welcome.tsx";
import { useWords } from "../words/words.ts";
import { Comparison } from "./comparison.tsx";
import { groupsOf } from "./groups.ts";
import type { RunHandlers } from "./run-actions.tsx";
import { RunCard } from "./run-card.tsx";
import type { RunsOfStudio } from "./use-runs.ts";

interface GalleryProps extends Pick<RunHandlers, "onReuse"> {
  readonly ref: Ref<HTMLElement>;
  readonly runs: RunsOfStudio;
  readonly isSimulated: boolean;
  readonly onPrompt: (prompt: string) => void;
  readonly onFailure: (error: unknown) => void;
}

/** The runs under way and the kept ones, newest first. */
export function Gallery(props: GalleryProps) {
  const { ref, isSimulated, onPrompt, onReuse, onFailure } = props;
  const { runs, search, setSearch, hasMore, loadMore, resume, remove } = props.runs;
  const words = useWords();
  const handlers: RunHandlers = {
    onReuse,
    onResume: resume,
    onRemove: (run) => void remove(run).catch(onFailure),
  };
  return (
    <section className="gallery" aria-label={words.page.results} ref={ref}>
      {(runs.length > 0 || search) && (
        <input
          type="search"
          aria-label={words.runs.search}
          placeholder={words.runs.searchHint}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      )}
      {runs.length === 0 && search && <p className="note">{words.runs.nothing}</p>}
      {runs.length === 0 && !search && <Welcome isSimulated={isSimulated} onPrompt={onPrompt} />}
      {groupsOf(runs).map(([first, ...others]) =>
        others.length > 0 ? (
          <Comparison key={first.key} runs={[first, ...others]} {...handlers} />
        ) : (
          <RunCard key={first.key} run={first} {...handlers} />
        ),
      )}
      {hasMore && (
        <button type="button" onClick={() => void loadMore().catch(onFailure)}>
          {words.runs.older}
        </button>
      )}
    </section>
  );
}
