import { satteri } from "@astrojs/markdown-satteri";

type Plugins = NonNullable<NonNullable<Parameters<typeof satteri>[0]>["mdastPlugins"]>;

/** Han characters, and punctuation that takes their width. */
const wide = "[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef“”]";
/** Punctuation that brings its own room, also beside Latin text. */
const mark = "[\\u3000-\\u303f\\uff00-\\uffef]";
const breakBetween = new RegExp(`(?<=${wide})\\n(?=${wide})|(?<=${mark})\\n(?=.)|(?<=.)\\n(?=${mark})`, "gu");
const breakAtEnd = new RegExp(`(?<=${wide})\\n$`, "u");
const breakAfterMark = new RegExp(`(?<=${mark})\\n$`, "u");
const breakAtStart = new RegExp(`^\\n(?=${wide})`, "u");
const spaceAtStart = new RegExp(`^ (?=${wide})`, "u");
const endsWithMark = new RegExp(`${mark}$`, "u");
const endsWide = new RegExp(`${wide}$`, "u");
const startsWide = new RegExp(`^${wide}`, "u");

const plugins: Plugins = [
  {
    name: "comments-of-sources",
    html(node, context) {
      if (node.value.startsWith("<!--")) context.removeNode(node);
    },
  },
  {
    // A browser shows a line break of the source as a space, which Chinese has neither between characters nor beside marks.
    name: "chinese-line-breaks",
    text(node, context) {
      const at = context.indexOf(node) ?? 0;
      const siblings = context.parent(node)?.children ?? [];
      const textOf = (index: number) => {
        const sibling = siblings[index];
        const isText = sibling?.type === "link" || sibling?.type === "strong" || sibling?.type === "emphasis";
        return isText ? context.textContent(sibling) : "";
      };
      let value = node.value.replace(breakBetween, "");
      if (siblings[at + 1]) value = value.replace(breakAfterMark, "");
      if (startsWide.test(textOf(at + 1))) value = value.replace(breakAtEnd, "");
      if (endsWide.test(textOf(at - 1))) value = value.replace(breakAtStart, "");
      // Markdown needs a space behind a bold text that ends in punctuation; the page does not.
      if (endsWithMark.test(textOf(at - 1))) value = value.replace(spaceAtStart, "");
      if (value !== node.value) context.setProperty(node, "value", value);
    },
  },
];

export const processor = satteri({ mdastPlugins: plugins });
