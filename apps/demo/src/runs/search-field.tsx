import { Icon } from "../ui/icon.tsx";
import { useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";

/** A word of the prompt, the model or the provider. */
export function SearchField({ className = "" }: { readonly className?: string }) {
  const { runs: words } = useWords();
  const { search, setSearch } = useStudio().runs;
  return (
    <div className={`search ${className}`}>
      <Icon name="search" />
      <input
        className="input"
        type="search"
        aria-label={words.search}
        placeholder={words.searchHint}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      <kbd>/</kbd>
    </div>
  );
}
