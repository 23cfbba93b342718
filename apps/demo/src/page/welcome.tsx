import { useWords } from "../words/words.ts";

interface WelcomeProps {
  readonly isSimulated: boolean;
  readonly onPrompt: (prompt: string) => void;
}

/** What stands in the gallery before there is anything in it. */
export function Welcome({ isSimulated, onPrompt }: WelcomeProps) {
  const words = useWords().welcome;
  return (
    <div className="welcome">
      <h2>{words.title}</h2>
      <p>{words.begin}</p>
      <ul>
        {(isSimulated ? [...words.prompts, words.failing] : words.prompts).map((prompt) => (
          <li key={prompt}>
            <button type="button" onClick={() => onPrompt(prompt)}>
              {prompt}
            </button>
          </li>
        ))}
      </ul>
      {isSimulated && <p className="note">{words.simulator}</p>}
    </div>
  );
}
