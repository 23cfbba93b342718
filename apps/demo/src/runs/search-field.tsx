import { Icon } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";

interface SearchFieldProps {
  readonly className?: string;
  readonly search: string;
  readonly onChange: (search: string) => void;
}

/** A word of the prompt, the model or the provider. */
export function SearchField({ className = "", search, onChange }: SearchFieldProps) {
  const words = useWords().runs;
  return (
    <div className={`search ${className}`}>
      <Icon name="search" />
      <input
        className="input"
        type="search"
        aria-label={words.search}
        placeholder={words.searchHint}
        value={search}
        onChange={({ target }) => onChange(target.value)}
      />
      <kbd>/</kbd>
    </div>
  );
}
