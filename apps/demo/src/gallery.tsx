import { type CSSProperties, useEffect, useState } from "react";
import { reasonFor } from "./api.ts";
import { ErrorNotice } from "./error-notice.tsx";
import { RunActions, type RunHandlers } from "./run-actions.tsx";
import { isOver, type RunState } from "./run-state.ts";
import { nameOf } from "./size.ts";

/** A run: its request, its images in their places, and how it ended. */
export function RunCard({ run, ...handlers }: RunHandlers & { readonly run: RunState }) {
  const { started, outcomes, completed, error } = run;
  const live = started?.provider.live ?? false;
  // That a single image does not come in a stream is nothing that anyone asked for.
  const warnings = completed?.warnings.filter(({ feature }) => feature !== "stream" || run.expected > 1) ?? [];
  return (
    <article
      className={started?.comparison ? "run compared" : "run"}
      aria-label={started?.request.prompt ?? "New request"}
    >
      <header>
        <h2>{started?.request.prompt ?? "Sending…"}</h2>
        <Facts run={run} />
        <Progress run={run} />
      </header>
      {error && (
        <div role="alert">
          <ErrorNotice error={error} live={live} />
        </div>
      )}
      {warnings.length > 0 && (
        <ul className="warnings" aria-label="Warnings">
          {warnings.map(({ feature, message }) => (
            <li key={feature + message}>{message}</li>
          ))}
        </ul>
      )}
      {(outcomes.size > 0 || !isOver(run)) && <Tiles run={run} live={live} />}
      <RunActions run={run} {...handlers} />
    </article>
  );
}

function Facts({ run }: { run: RunState }) {
  const { started, outcomes, expected, completed } = run;
  const images = [...outcomes.values()].filter(({ type }) => type === "image").length;
  const failed = outcomes.size - images;
  const cost = completed?.cost;
  return (
    <p className="facts">
      <span role="status">
        {images} of {expected} received{failed > 0 && `, ${failed} failed`}
        <span className="hidden">{isOver(run) && ". Finished."}</span>
      </span>
      <Elapsed run={run} />
      {started && <span>{started.request.model}</span>}
      {started && <span>{nameOf(started.request.size)}</span>}
      {started && <span className={started.provider.live ? "live" : ""}>{whereOf(started.provider)}</span>}
      {cost && (
        <span title={`By the price list of ${cost.asOf}; the provider's bill is what counts`}>
          about {cost.amount} {cost.currency}
          {started?.provider.live ? "" : " when live"}
        </span>
      )}
    </p>
  );
}

/** How far a task is, on providers that tell. */
function Progress({ run }: { run: RunState }) {
  const { status, fraction } = run.progress ?? {};
  if (fraction === undefined || isOver(run)) return null;
  const percent = Math.round(fraction * 100);
  return (
    <p className="progress">
      <progress max={100} value={percent} aria-label="Progress of the task" />
      {percent} % · {status}
    </p>
  );
}

function whereOf({ title, live }: { title: string; live: boolean }): string {
  return live ? `${title}, live` : `${title}, simulated`;
}

function Elapsed({ run: { started, took } }: { run: RunState }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (took !== undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, [took]);
  return <span className="elapsed">{seconds(took ?? Math.max(0, now - (started?.startedAt ?? now)))}</span>;
}

function Tiles({ run, live }: { run: RunState; live: boolean }) {
  const { started, outcomes, expected } = run;
  const prompt = started?.request.prompt ?? "";
  const places = isOver(run)
    ? [...outcomes.keys()].toSorted((a, b) => a - b)
    : Array.from(
        { length: Math.max(expected, ...[...outcomes.keys()].map((index) => index + 1)) },
        (_, index) => index,
      );
  return (
    <ul className={places.length === 1 ? "tiles single" : "tiles"}>
      {places.map((index) => {
        const outcome = outcomes.get(index);
        const label = `Image ${index + 1}`;
        if (!outcome)
          return <li key={index} className="tile pending" style={shapeOf(run)} title={`${label} is being made`} />;
        if (outcome.type === "image") return <Picture key={index} image={outcome} alt={`${label}: ${prompt}`} />;
        return (
          <li key={index} className="tile failed" style={shapeOf(run)} aria-label={`${label} failed`}>
            <ErrorNotice error={outcome.error} live={live} />
          </li>
        );
      })}
    </ul>
  );
}

interface PictureProps {
  readonly image: Extract<
    RunState["outcomes"] extends ReadonlyMap<number, infer Outcome> ? Outcome : never,
    { type: "image" }
  >;
  readonly alt: string;
}

function Picture({ image, alt }: PictureProps) {
  const { url, width, height, mediaType, at, index, notSaved, link } = image;
  const [problem, setProblem] = useState<string>();
  const shape = width && height ? { aspectRatio: `${width} / ${height}` } : {};
  const file = `seedream-${url.slice(-10).replace(/\W/g, "-")}.${mediaType.split("/")[1] ?? "jpeg"}`;
  return (
    <li className="tile">
      {problem ? (
        <p className="problem">{problem}</p>
      ) : (
        <a href={url} target="_blank" rel="noreferrer" aria-label={`Open image ${index + 1} in full size`}>
          <img
            src={url}
            alt={alt}
            style={shape}
            loading="lazy"
            onError={async () => setProblem((await reasonFor(url)) ?? "It is no picture")}
          />
        </a>
      )}
      <p className="caption">
        <span>
          {width && height ? `${width} × ${height} · ` : ""}
          {seconds(at)}
        </span>
        <a href={url} download={file}>
          Download
        </a>
      </p>
      {notSaved && (
        <p className="note problem">
          Not saved: {notSaved}{" "}
          {link && (
            <a href={link} target="_blank" rel="noreferrer">
              The provider's link
            </a>
          )}
        </p>
      )}
    </li>
  );
}

/** The shape that an image will have, for what stands in its place. */
function shapeOf({ started, outcomes }: RunState): CSSProperties {
  const size = started?.request.size;
  for (const outcome of outcomes.values()) {
    if (outcome.type === "image" && outcome.width && outcome.height)
      return { aspectRatio: outcome.width / outcome.height };
  }
  const [, width, height] =
    /^([\d.]+)[:x]([\d.]+)$/.exec(typeof size === "object" ? size.aspectRatio : (size ?? "")) ?? [];
  return { aspectRatio: width && height ? Number(width) / Number(height) : 1 };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
