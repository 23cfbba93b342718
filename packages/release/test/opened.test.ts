import { expect, test } from "vitest";
import { readFiles, readOpened } from "../src/inputs/opened.ts";

const LOG = String.raw`101 openat(AT_FDCWD</work>, "src"..., O_RDONLY|O_CLOEXEC|O_DIRECTORY) = 3</work/src>
101 openat(AT_FDCWD</work/packages/ark>, "../core"..., O_RDONLY|O_CLOEXEC) = 17</work/packages/core/index.ts>
102 openat(AT_FDCWD</work>, "out"..., O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0666) = 18</work/out.js>
102 openat(AT_FDCWD</work>, "out"..., O_RDONLY|O_CLOEXEC) = 18</work/out.js>
101 open("/work/\345\233\276"..., O_RDONLY) = 19</work/\345\233\276.png>
101 openat(AT_FDCWD</work>, "x"..., O_RDWR|O_CREAT, 0600) = 20</work/draft (deleted)>
101 openat(AT_FDCWD</work>, "log"..., O_WRONLY|O_APPEND) = 21</work/log.txt>
`;

test("returns the opened files in order, and whether each was written", () => {
  expect(readOpened(LOG).slice(0, 3)).toEqual([
    { path: "/work/packages/core/index.ts", isWritten: false },
    { path: "/work/out.js", isWritten: true },
    { path: "/work/out.js", isWritten: false },
  ]);
});

test("leaves out files that the program wrote first, and decodes names", () => {
  expect(readFiles(readOpened(LOG))).toEqual(["/work/packages/core/index.ts", "/work/图.png"]);
});

test("leaves out files that were written as a part and renamed", () => {
  const opened = [
    { path: "/work/facts.json.part", isWritten: true },
    { path: "/work/facts.json", isWritten: false },
    { path: "/work/other.json", isWritten: false },
  ];
  expect(readFiles(opened)).toEqual(["/work/other.json"]);
});

test("leaves out files that are read beside a hidden part after it was written", () => {
  const opened = [
    { path: "/work/out/before.json", isWritten: false },
    { path: "/work/out/.3f6c2a10-part.part", isWritten: true },
    { path: "/work/out/lighthouse.json", isWritten: false },
    { path: "/work/src/a.ts", isWritten: false },
  ];
  expect(readFiles(opened)).toEqual(["/work/out/before.json", "/work/src/a.ts"]);
});
