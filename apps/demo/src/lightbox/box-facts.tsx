import { KeyList, keysOfBox } from "../page/shortcuts.tsx";
import { Cost } from "../runs/facts.tsx";
import type { Picture, RunState } from "../runs/run-state.ts";
import { Button, DownloadLink } from "../ui/button.tsx";
import { type Fact, FactList } from "../ui/fact-list.tsx";
import { useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";

interface BoxFactsProps {
  readonly run: RunState;
  readonly image: Picture;
}

/** What is known of an image, and what can be done with it. */
export function BoxFacts({ run, image }: BoxFactsProps) {
  const words = useWords();
  const { box, model, runs: texts, size, format, provider } = words;
  const { reference } = useStudio();
  const { startedAt, request, client } = run.facts;
  const { width, height, at, url } = image;
  const sides = width && height ? size.sides({ width, height }) : undefined;
  const ratio = typeof request.size === "object" ? request.size.aspectRatio : undefined;
  const id = run.result?.requestId ?? run.result?.clientRequestId;
  const facts: readonly Fact[] = [
    [size.title, [sides, ratio].filter(Boolean).join(", ")],
    [model.title, request.model],
    [box.provider, provider.title(client)],
    [box.madeIn, at !== undefined && format.seconds(at)],
    [box.cost, <Cost key="cost" run={run} />],
    [box.when, format.moment(startedAt)],
    [box.request, id && <code key="request">{id}</code>],
  ];
  return (
    <aside className="box-facts" aria-label={box.facts}>
      <p>{request.prompt}</p>
      <div className="box-actions">
        <Button className="prime" icon="reference" onClick={() => reference([image])}>
          {texts.useAsReference}
        </Button>
        <DownloadLink className="edged" href={url} download={image.file}>
          {texts.download}
        </DownloadLink>
      </div>
      <FactList className="known" facts={facts} />
      <KeyList keys={keysOfBox(words)} />
    </aside>
  );
}
