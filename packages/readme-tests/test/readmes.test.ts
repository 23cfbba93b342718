import { describeSnippets } from "../src/describe-snippets.ts";
import { readReadmes } from "../src/readmes.ts";

describeSnippets(readReadmes());
