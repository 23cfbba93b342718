import type { Snippet } from "./snippet.ts";

const tokens = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
const shellTokens = /(?<=^|\s)#[^\n]*|"(?:[^"\\]|\\.)*"|'[^']*'/gm;

const hasChinese = /\p{Script=Han}/u;

/**
 * Returns the code of a snippet without the parts that translations may change: comments, and texts that are Chinese in
 * either language. `translation` is the same snippet in the other language.
 */
export function withoutWords(snippet: Snippet, translation: Snippet): string {
  const texts = textsOf(translation);
  let at = 0;
  return codeOf(snippet)
    .replace(patternOf(snippet), (token) => {
      if (isComment(token)) return "";
      const twin = texts[at++] ?? "";
      return hasChinese.test(token) || hasChinese.test(twin) ? placeholders(token) : token;
    })
    .replace(/[ \t]+$/gm, "");
}

function textsOf(snippet: Snippet): readonly string[] {
  return (codeOf(snippet).match(patternOf(snippet)) ?? []).filter((token) => !isComment(token));
}

/** Replaces the words of a text, but keeps the expressions of a template. */
function placeholders(token: string): string {
  return `<text>${(token.match(/\$\{[^}]*\}/g) ?? []).join("")}`;
}

const codeOf = ({ code }: Snippet) => code.join("\n");
const patternOf = ({ language }: Snippet) => (language === "sh" ? shellTokens : tokens);
const isComment = (token: string) => /^(\/\/|\/\*|#)/.test(token);
