import { satteri } from "@astrojs/markdown-satteri";

type Plugins = NonNullable<NonNullable<Parameters<typeof satteri>[0]>["mdastPlugins"]>;

/** Han characters, and punctuation that takes their width. */
const wide = "[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef“”]";
/** Punctuation that brings its own room, also beside Latin text. */
const mark = "[\\u3000-\\u303f\\uff00-\\uffef]";
/** Line breaks and spaces to leave out of Chinese text. Markdown needs the space behind bold text that ends in a mark. */
const needless = new RegExp(`(?<=${wide})\\n(?=${wide})|(?<=${mark})[ \\n]|[ \\n](?=${mark})`, "gu");

const plugins: Plugins = [
  {
    name: "comments-of-sources",
    html(node, context) {
      if (node.value.startsWith("<!--")) context.removeNode(node);
    },
  },
  {
    // A browser shows a line break of the source as a space.
    name: "chinese-line-breaks",
    text(node, context) {
      const at = context.indexOf(node) ?? 0;
      const siblings = context.parent(node)?.children ?? [];
      const textOf = (index: number) => (siblings[index] ? context.textContent(siblings[index]).trim() : "");
      // The text before or after may be a link or bold.
      const [before, after] = [textOf(at - 1).slice(-1), textOf(at + 1).slice(0, 1)];
      const joined = (before + node.value + after).replace(needless, "");
      const value = joined.slice(before.length, joined.length - after.length);
      if (value !== node.value) context.setProperty(node, "value", value);
    },
  },
];

export const processor = satteri({ mdastPlugins: plugins });
