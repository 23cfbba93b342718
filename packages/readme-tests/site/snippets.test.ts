import { describeSnippets } from "../src/describe-snippets.ts";
import { readPages } from "../src/pages.ts";

// The English pages suffice, because test/pages.test.ts checks that the Chinese pages have the same code.
describeSnippets(readPages("en"));
