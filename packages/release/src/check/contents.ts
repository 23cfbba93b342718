const REQUIRED = ["LICENSE", "README.md", "package.json"];
const ALLOWED = [...REQUIRED, "CHANGELOG.md"];
const BUILT = /^dist\/[^/]+(\.js|\.d\.ts)(\.map)?$/;
// Style sheets and similar files are published as they are.
const SOURCE = /^src\/.+\.(ts|js|css|html|svg|json)$/;
const NOT_FOR_USERS = /(^|\/)(test|tests|fixtures|node_modules|\.turbo)\/|\.test\.ts$|\.tsbuildinfo$|(^|\/)\.env/;

/** Lists faults in the names of the files to publish. Allows built files, their sources and four documents. */
export function checkContents(files: readonly string[]): string[] {
  return [
    ...REQUIRED.filter((file) => !files.includes(file)).map((file) => `${file} is missing; put it beside package.json`),
    ...files.filter((file) => !isForUsers(file)).map(faultOf),
  ];
}

function isForUsers(file: string): boolean {
  return ALLOWED.includes(file) || ((BUILT.test(file) || SOURCE.test(file)) && !NOT_FOR_USERS.test(file));
}

function faultOf(file: string): string {
  const reason = NOT_FOR_USERS.test(file) ? "is not for users" : "is not among what users need";
  return `${file} ${reason}; leave it out with "files" in package.json`;
}
