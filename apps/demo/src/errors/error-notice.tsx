import type { WireError } from "@seedream-clients/web/server";
import { type ComponentProps, useState } from "react";
import type { RunFacts } from "../../server/messages.ts";
import { Button } from "../ui/buttons.tsx";
import { FactList } from "../ui/fact-list.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { words } from "../words/page.ts";
import { explain } from "./explain.ts";

interface ErrorNoticeProps extends ComponentProps<"div"> {
  readonly error: Error | WireError;
  /** Client of the run that failed; absent for an error of the studio. */
  readonly client?: RunFacts["client"];
  readonly icon?: IconName;
}

/** An error in words: the failure, whether it cost anything, and the ids that support will ask for. */
export function ErrorNotice({ error, client, icon = "close", className = "notice", ...others }: ErrorNoticeProps) {
  const [areShown, setAreShown] = useState(false);
  const { headline, message, charge, mayCost, isCancellation, facts } = explain(error, words, client);
  return (
    <div className={isCancellation ? `${className} calm` : className} {...others}>
      <Icon name={isCancellation ? "stop" : icon} />
      <div>
        <b>{headline}</b>
        {message && <p className="message">{message}</p>}
        <p className={mayCost ? "charge may" : "charge"}>{charge}</p>
        <Button className="edged" aria-expanded={areShown} onClick={() => setAreShown(!areShown)}>
          {words.runs.details}
        </Button>
        {areShown && <FactList facts={facts} />}
      </div>
    </div>
  );
}
