import { useEffect, useState } from "react";
import type { Spent, SpentSums } from "../../server/messages.ts";
import { fetchSpent } from "../api.ts";
import { sumOf } from "../request/estimate.ts";
import { Icon } from "../ui/icon.tsx";
import { Pop } from "../ui/pop.tsx";
import { useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";

/** What was spent live: today in sight, by provider and in all on demand. What is not known is counted, never summed. */
export function SpentPanel() {
  const { spent: words, runs, provider, format } = useWords();
  const { finished } = useStudio().runs;
  const [spent, setSpent] = useState<Spent>();
  // With each run that is over, the sums may have changed.
  useEffect(() => {
    fetchSpent().then(setSpent, () => {});
  }, [finished]);

  const rows = spent?.providers ?? [];
  const today = rows.flatMap((row) => row.today.sums);
  const cell = ({ sums, unknown }: SpentSums) => {
    const texts = [sumOf(sums, format), unknown > 0 && words.unknown({ count: unknown })];
    return texts.filter(Boolean).join(" + ") || "–";
  };
  const button = (
    <>
      <span className="soft word">{words.title}</span> <b>{sumOf(today, format) || words.nothing}</b>
      <Icon name="down" />
    </>
  );
  return (
    <Pop className="spent" button={button}>
      {rows.length > 0 ? (
        <table>
          <thead>
            <tr>
              {[words.liveOnly, runs.today, words.inAll].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{provider.title(row)}</th>
                <td>{cell(row.today)}</td>
                <td>{cell(row.inAll)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>{words.none}</p>
      )}
      {rows.length > 0 && <p className="note">{words.basis}</p>}
      {spent && spent.mayBeCharged > 0 && <p className="note">{words.mayBeCharged({ count: spent.mayBeCharged })}</p>}
    </Pop>
  );
}
