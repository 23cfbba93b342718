/**
 * Numbers, sums, times and lists as a language writes them.
 *
 * @param separator separates the items of a list; `Intl.ListFormat` has no list of names without an "and".
 */
export function formatsOf(language: string, separator: string) {
  const number = (value: number, options?: Intl.NumberFormatOptions) => value.toLocaleString(language, options);
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: "short", hourCycle: "h23" });
  const localDay = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" });
  return {
    number: (value: number) => number(value),
    percent: (fraction: number) => number(fraction, { style: "percent" }),
    /** A sum; some providers bill in units of their own. */
    money: (amount: number, currency: string) =>
      /^(CNY|USD|EUR)$/.test(currency)
        ? number(amount, { style: "currency", currency, minimumFractionDigits: 2, maximumFractionDigits: 4 })
        : `${currency} ${number(amount, { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`,
    megabytes: (bytes: number) => `${number(bytes / 2 ** 20, { maximumFractionDigits: 1 })} MB`,
    seconds: (milliseconds: number) =>
      `${number(milliseconds / 1000, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}${language === "en" ? " s" : " 秒"}`,
    /** A point in time, in milliseconds since 1970. */
    moment: (time: number) => moment.format(time),
    clock: (time: number) => clock.format(time),
    day: (time: number) => localDay.format(time),
    /** A day or a month in the form of the specs: `2026-08-14`, `2026-08`. */
    date: (text: string) => (text.length > 7 ? day : month).format(new Date(text)),
    /** An aspect ratio as people say it: 16:1 for 16 and 1:16 for 0.0625. */
    ratio: (ratio: number) => {
      const side = (value: number) => number(value, { maximumFractionDigits: 2 });
      return ratio < 1 ? `1:${side(1 / ratio)}` : `${side(ratio)}:1`;
    },
    list: (items: readonly string[]) => items.join(separator),
  };
}
