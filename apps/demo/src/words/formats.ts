import { totalOf } from "../../server/amounts.ts";
import type { Amount } from "../../server/messages.ts";

/**
 * Numbers, sums, times and lists as a language writes them.
 *
 * @param separator separates the items of a list; `Intl.ListFormat` has no list of names without an "and".
 */
export function formatsOf(language: string, separator: string) {
  const number = (value: number, options?: Intl.NumberFormatOptions) => value.toLocaleString(language, options);
  const time = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { hourCycle: "h23", ...options });
    return (at: number) => format.format(at);
  };
  /** Some providers bill in units of their own. */
  const money = ({ amount, currency }: Amount) =>
    /^(CNY|USD|EUR)$/.test(currency)
      ? number(amount, { style: "currency", currency, minimumFractionDigits: 2, maximumFractionDigits: 4 })
      : `${currency} ${number(amount, { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`;
  return {
    percent: (fraction: number) => number(fraction, { style: "percent" }),
    /** Sums of several currencies. */
    sum: (amounts: readonly Amount[]) => totalOf(amounts).map(money).join(" + "),
    megabytes: (bytes: number) => `${number(bytes / 2 ** 20, { maximumFractionDigits: 1 })} MB`,
    seconds: (milliseconds: number) =>
      `${number(milliseconds / 1000, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} ${language === "en" ? "s" : "秒"}`,
    /** Points in time, in milliseconds since 1970. */
    moment: time({ dateStyle: "medium", timeStyle: "short" }),
    clock: time({ timeStyle: "short" }),
    day: time({ dateStyle: "medium" }),
    /** An aspect ratio as people say it: 16:1 for 16 and 1:16 for 0.0625. */
    ratio: (ratio: number) => {
      const side = (value: number) => number(value, { maximumFractionDigits: 2 });
      return ratio < 1 ? `1:${side(1 / ratio)}` : `${side(ratio)}:1`;
    },
    list: (items: readonly string[]) => items.join(separator),
  };
}
