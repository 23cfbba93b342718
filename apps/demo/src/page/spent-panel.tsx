import { useEffect, useState } from "react";
import type { Spent, SpentSums } from "../../server/messages.ts";
import { fetchSpent } from "../api.ts";
import { Pop } from "../ui/buttons.tsx";
import { Icon } from "../ui/icon.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";

const { spent: texts, format } = words;

/** Spending of live runs: today's on the button, all of it by provider in the panel. Unknown costs are only counted. */
export function SpentPanel() {
  const { finished } = useStudio().runs;
  const [providers, setSpent] = useState<readonly Spent[]>([]);
  // Each run that ends may change the sums.
  useEffect(() => {
    fetchSpent().then(setSpent, () => {});
  }, [finished]);

  const today = format.sum(providers.flatMap((row) => row.today.sums));
  const isUnknown = providers.some((row) => row.today.unknown + row.today.mayBeCharged > 0);
  const mayBeCharged = providers.reduce((count, { inAll }) => count + inAll.mayBeCharged, 0);
  const button = (
    <>
      <span className="soft word">{texts.title}</span>{" "}
      <b>{today || (isUnknown ? words.price.unknown : texts.nothing)}</b>
      <Icon name="down" />
    </>
  );
  return (
    <Pop className="spent" button={button}>
      {providers.length > 0 ? (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col">{texts.liveOnly}</th>
                <th scope="col">{words.runs.today}</th>
                <th scope="col">{texts.inAll}</th>
              </tr>
            </thead>
            <tbody>
              {providers.map((row) => (
                <tr key={row.name}>
                  <th scope="row">{words.provider.title(row)}</th>
                  <td>{textOf(row.today)}</td>
                  <td>{textOf(row.inAll)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="note">{texts.basis}</p>
        </>
      ) : (
        <p>{texts.none}</p>
      )}
      {mayBeCharged > 0 && <p className="note">{texts.mayBeCharged({ count: mayBeCharged })}</p>}
    </Pop>
  );
}

function textOf({ sums, unknown }: SpentSums): string {
  return [format.sum(sums), unknown > 0 && texts.unknown({ count: unknown })].filter(Boolean).join(" + ") || "–";
}
