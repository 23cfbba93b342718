import { totalOf } from "../../server/amounts.ts";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";

/** Number of sums that fit on the button. */
const MOST_SUMS = 2;

/** The button that sends, with the cost, and the reason if it is disabled. */
export function Send() {
  const { request, price, provider: texts, format } = words;
  const { draft, to, checks } = useStudio();
  const { isLive } = draft;
  const refusing = to.filter(({ name }) => checks[name]?.issues.length);
  const known = to.flatMap(({ estimate }) => estimate ?? []);
  const unknown = to.length - known.length;
  const sum = format.sum(known);
  const isLong = totalOf(known).length > MOST_SUMS;
  const total = unknown > 0 && sum ? price.more({ sum, providers: unknown }) : sum || price.unknown;

  function note(): string {
    if (to.length === 0) return request.choose;
    if (refusing.length > 0) return request.refused({ providers: format.list(refusing.map(texts.title)) });
    if (isLive) return isLong ? request.upToSum({ sum: total }) : request.byPriceLists;
    return sum ? request.nothingCharged({ sum: total }) : request.nothingChargedUnknown;
  }

  const isStopped = to.length === 0 || refusing.length > 0;
  return (
    <div className={isLive ? "send live" : "send"}>
      <p id="send-note" className={isStopped ? "note bad" : "note"} role="status">
        {note()}
      </p>
      <button type="submit" className="go row" disabled={isStopped} aria-describedby="send-note">
        <span>{(isLive ? request.generate : request.simulate)({ count: draft.count * Math.max(1, to.length) })}</span>{" "}
        <span>{!isLive ? price.free : isLong ? price.costs : total}</span>
      </button>
    </div>
  );
}
