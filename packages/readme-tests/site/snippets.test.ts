import { describeSnippets } from "../src/describe-snippets.ts";
import { readPages } from "../src/pages.ts";

// The Chinese pages have the same code, because test/pages.test.ts compares them.
describeSnippets(readPages("en"));
