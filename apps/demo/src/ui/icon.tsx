/** Outlines on a grid of 16, as the `d` of one path each. */
const outlines = {
  again: "M13 8a5 5 0 1 1-1.5-3.6L13.5 6M13.5 2.5V6H10",
  reference: "M13.5 8.5v4a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1h4M2.5 11l3-3 5 5.5M10 4.5h4.5M12.2 2.2v4.6",
  copy: "M6.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1M3.5 10.5h-1v-8h8v1",
  download: "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.5 13.5h11",
  link: "M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.3-2.3A2.6 2.6 0 0 0 9 3.3l-.8.8M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.8-.8",
  delete: "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4",
  close: "m4 4 8 8M12 4l-8 8",
  check: "m3 8.5 3.3 3.3L13 5",
  block: "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M4.2 4.2l7.6 7.6",
  spin: "M8 2.5A5.5 5.5 0 1 1 2.5 8",
  unplugged: "m2.5 2.5 11 11M2 6.5A9 9 0 0 1 4.5 5M7 4.2a9 9 0 0 1 7 2.3M4.5 9a5.5 5.5 0 0 1 2.3-1.3M8 12.5h.01",
  search: "M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M10.5 10.5l3 3",
  stop: "M5 4h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1",
  info: "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M8 7.5V11M8 5h.01",
  plus: "M8 3.5v9M3.5 8h9",
  minus: "M3.5 8h9",
  down: "m4.5 6.5 3.5 3.5 3.5-3.5",
  right: "m6.5 4.5 3.5 3.5-3.5 3.5",
  left: "M9.5 4.5 6 8l3.5 3.5",
  theme: "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M8 2.5v11M10 3v10M12 4.5v7",
  wait: "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M8 4.5V8l2.5 1.5",
} as const;

export type IconName = keyof typeof outlines;

/** An icon beside a word, or on a button that has a name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={outlines[name]} />
    </svg>
  );
}
