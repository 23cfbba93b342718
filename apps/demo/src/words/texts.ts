import type { GetICUArgs } from "@schummar/icu-type-parser";
import { IntlMessageFormat } from "intl-messageformat";

/** The parameters of a text in ICU MessageFormat. */
type ParametersOf<Text extends string> = GetICUArgs<
  Text,
  { readonly ICUArgument: string | number; readonly ICUNumberArgument: number }
>;

/** A catalogue for the page. A text with parameters is a function of them. */
export type Texts<Catalogue> = {
  readonly [Name in keyof Catalogue]: Catalogue[Name] extends string
    ? keyof ParametersOf<Catalogue[Name]> extends never
      ? string
      : (parameters: ParametersOf<Catalogue[Name]>) => string
    : Texts<Catalogue[Name]>;
};

/** Turns a catalogue into texts for the page, with the plural rules and numbers of its language. */
export function textsOf<Catalogue extends object>(catalogue: Catalogue, language: string): Texts<Catalogue>;
export function textsOf(catalogue: object, language: string): object {
  const textOf = (text: object | string) => {
    if (typeof text === "object") return textsOf(text, language);
    if (!text.includes("{")) return text;
    let message: IntlMessageFormat | undefined;
    return (parameters: Readonly<Record<string, string | number>>) => {
      // Parses a text when it is first shown, because parsing all of them at once would delay the page.
      message ??= new IntlMessageFormat(text, language);
      return String(message.format(parameters));
    };
  };
  return Object.fromEntries(Object.entries(catalogue).map(([name, text]) => [name, textOf(text)]));
}
