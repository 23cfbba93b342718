import { sizeName } from "../size/size-name.ts";
import { useWords } from "../words/words.ts";
import { Elapsed } from "./elapsed.tsx";
import { costOf, isOver, type RunState, sidesOf, tallyOf, warningsOf } from "./run-state.ts";

/** Time, size, cost and warnings of the same request at several providers, side by side. */
export function ComparisonTable({ runs }: { readonly runs: readonly RunState[] }) {
  const all = useWords();
  const { compare: words, provider, price, size, runs: texts, format } = all;
  const prompt = runs.find(({ started }) => started)?.started?.request.prompt;
  return (
    <div className="compared">
      <h2>{prompt ?? texts.sending}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={words.table}>
        <table>
          <thead>
            <tr>
              {[words.provider, words.time, words.images, words.size, words.cost, words.warnings].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => {
              const { images, failed } = tallyOf(run);
              const sides = sidesOf(run);
              const cost = costOf(run);
              const warnings = warningsOf(run).length;
              return (
                <tr key={run.key}>
                  <th scope="row">{run.started && provider.title(run.started.provider)}</th>
                  <td>
                    <Elapsed run={run} />
                  </td>
                  <td>
                    {format.number(images)}
                    {failed > 0 && `, ${texts.failed(failed)}`}
                  </td>
                  <td>{sides ? size.pixels(...sides) : sizeName(run.started?.request.size, all)}</td>
                  <td>{isOver(run) ? (cost ? format.money(cost.amount, cost.currency) : price.unknown) : "–"}</td>
                  <td>{isOver(run) ? warnings || words.none : words.underWay}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}
