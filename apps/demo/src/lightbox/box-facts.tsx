import { type ReactNode, useState } from "react";
import { fileName } from "../runs/download.ts";
import { Cost } from "../runs/facts.tsx";
import type { Message, RunState } from "../runs/run-state.ts";
import { useActions } from "../runs/studio-actions.ts";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";

interface BoxFactsProps {
  readonly run: RunState;
  readonly image: Message<"image">;
  readonly children: ReactNode;
}

/** What is known of an image, and what can be done with it. */
export function BoxFacts({ run, image, children }: BoxFactsProps) {
  const words = useWords();
  const { box, runs: texts, size, format, provider } = words;
  const { reference } = useActions();
  const { facts, completed } = run;
  const [sides] = useState(image.width && image.height ? ([image.width, image.height] as const) : undefined);
  const asked = facts.request.size;
  const rows = [
    [
      box.size,
      [sides && size.sides(...sides), typeof asked === "object" && asked.aspectRatio].filter(Boolean).join(", "),
    ],
    [box.model, facts.request.model],
    [box.provider, provider.title(facts.client)],
    [box.madeIn, image.at !== undefined && format.seconds(image.at)],
    [box.cost, <Cost key="cost" run={run} />],
    [box.when, format.moment(facts.startedAt)],
    [box.request, completed?.requestId && <code key="request">{completed.requestId}</code>],
  ] as const;
  return (
    <aside className="box-facts" aria-label={box.facts}>
      <p>{facts.request.prompt}</p>
      <div className="box-actions">
        <button type="button" className="button prime" onClick={() => reference([image])}>
          <Icon name="reference" />
          {texts.useAsReference}
        </button>
        <a className="button edged" href={image.url} download={fileName(image)}>
          <Icon name="download" />
          {texts.download}
        </a>
      </div>
      <dl>
        {rows.map(
          ([term, value]) =>
            value && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {children}
    </aside>
  );
}
