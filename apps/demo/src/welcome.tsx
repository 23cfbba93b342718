interface WelcomeProps {
  readonly isSimulated: boolean;
  readonly onPrompt: (prompt: string) => void;
}

const prompts = [
  "A lighthouse on a basalt cliff at dawn, long exposure, soft fog over the sea",
  "Four postcards of the same mountain village, one for each season",
  "Paper-cut illustration of a fox reading under a ginkgo tree",
];

const failing = "[scenario:one-image-blocked] A street market at night, in the rain";

/** What stands in the gallery before there is anything in it. */
export function Welcome({ isSimulated, onPrompt }: WelcomeProps) {
  return (
    <div className="welcome">
      <h2>Nothing made yet</h2>
      <p>Write a prompt, or begin with one of these.</p>
      <ul>
        {(isSimulated ? [...prompts, failing] : prompts).map((prompt) => (
          <li key={prompt}>
            <button type="button" onClick={() => onPrompt(prompt)}>
              {prompt}
            </button>
          </li>
        ))}
      </ul>
      {isSimulated && (
        <p className="note">
          The simulator draws what was asked for instead of painting it. A scenario in brackets makes it fail the way a
          provider does.
        </p>
      )}
    </div>
  );
}
