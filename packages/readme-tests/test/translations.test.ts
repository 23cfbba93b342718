import { describe, expect, it } from "vitest";
import { describeTranslation } from "../src/describe-translation.ts";
import { withoutWords } from "../src/languages.ts";
import { parseReadme } from "../src/parse-readme.ts";
import { readReadmes } from "../src/readmes.ts";

const readmes = readReadmes();

const translations = readmes.flatMap((translation) => {
  const original = readmes.find(({ path }) => path === translation.path.replace(/\.[\w-]+\.md$/, ".md"));
  return original && original !== translation ? [{ path: translation.path, original, translation }] : [];
});

it("are found", () => {
  expect(translations.map(({ path }) => path)).toContain("README.zh-CN.md");
});

describe.for(translations)("$path", ({ original, translation }) => {
  describeTranslation(original, translation);
});

describe("a translation differs", () => {
  const compare = (language: string, original: string, translation: string) => {
    const [ours, theirs] = [translation, original].map(
      (code) => parseReadme("R.md", `\`\`\`${language}\n${code}\n\`\`\``)[0],
    );
    return ours && theirs && withoutWords(ours, theirs) === withoutWords(theirs, ours);
  };

  it.for([
    ["ts", "a(); // the key", "a(); // 密钥"],
    ["ts", "/* one */ a();", "/* 一 */ a();"],
    ["ts", 'a("A lighthouse", "https://a.test"); // one', 'a("灯塔", "https://a.test");'],
    ["ts", `a(\`page \${i + 1}:\`);`, `a(\`第 \${i + 1} 张：\`);`],
    ["sh", "npx demo   # the studio", "npx demo  # 演示"],
    ["sh", 'curl -d "a kite"', 'curl -d "风筝"'],
  ])("not by comments and Chinese texts: %s, %s", ([language, original, translation]) => {
    expect(compare(language ?? "", original ?? "", translation ?? "")).toBe(true);
  });

  it.for([
    ["ts", "a();", "b();"],
    ["ts", 'a("2K");', 'a("4K");'],
    ["ts", 'a("https://a.test/1");', 'a("https://a.test/2");'],
    ["ts", `a(\`page \${i + 1}:\`);`, `a(\`第 \${i} 张：\`);`],
    ["ts", 'a("A lighthouse");', 'b("灯塔");'],
    ["ts", "a();\nb();", "a();"],
    ["sh", "npx demo   # the studio", "npx test   # 演示"],
  ])("by its code: %s, %s", ([language, original, translation]) => {
    expect(compare(language ?? "", original ?? "", translation ?? "")).toBe(false);
  });
});
