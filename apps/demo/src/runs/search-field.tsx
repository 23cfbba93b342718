import { Icon } from "../ui/icon.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";

/** A word of the prompt, the model or the provider. */
export function SearchField({ className = "" }: { readonly className?: string }) {
  const { search, setSearch } = useStudio().runs;
  return (
    <div className={`search ${className}`}>
      <Icon name="search" />
      <input
        className="input"
        type="search"
        aria-label={words.runs.search}
        placeholder={words.runs.searchHint}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      <kbd>/</kbd>
    </div>
  );
}
