const REQUIRED = ["LICENSE", "README.md", "package.json"];
const ALLOWED = [...REQUIRED, "CHANGELOG.md"];
const OUTPUTS = [".js", ".js.map", ".d.ts", ".d.ts.map"];
const NOT_FOR_USERS = /(^|\/)(test|tests|fixtures|node_modules|\.turbo)\/|\.test\.ts$|\.tsbuildinfo$|(^|\/)\.env/;

/**
 * What is wrong with the files of a package that would be published: users get the compiled files, the sources that
 * their maps point to, and three documents; nothing more, nothing less, nothing left over from an earlier build.
 */
export function checkContents(files: readonly string[]): string[] {
  const has = new Set(files);
  const sources = files.filter((file) => /^src\/.+\.ts$/.test(file) && !NOT_FOR_USERS.test(file));
  const wanted = new Set(sources.flatMap((source) => outputsOf(source)));
  // Style sheets and the like go along as they are.
  const assets = files.filter((file) => /^src\/.+\.(js|css|html|svg|json)$/.test(file) && !NOT_FOR_USERS.test(file));
  const allowed = new Set([...ALLOWED, ...sources, ...wanted, ...assets, ...assets.map(besideOutputs)]);
  return [
    ...REQUIRED.filter((file) => !has.has(file)).map((file) => `${file} is missing; put it beside package.json`),
    ...files.filter((file) => !allowed.has(file)).map(faultOf),
    ...[...wanted]
      .filter((file) => !has.has(file))
      .map((file) => `${file} is missing; run \`pnpm build\`, and look at "files" in package.json`),
  ];
}

function faultOf(file: string): string {
  if (NOT_FOR_USERS.test(file)) return `${file} is not for users; leave it out with "files" in package.json`;
  if (file.startsWith("dist/")) return `${file} has no source in src, and is left over; run \`pnpm build --force\``;
  return `${file} is not among what users need; leave it out with "files" in package.json`;
}

function besideOutputs(source: string): string {
  return source.replace(/^src\//, "dist/");
}

function outputsOf(source: string): string[] {
  const stem = besideOutputs(source).replace(/\.ts$/, "");
  return OUTPUTS.map((ending) => stem + ending);
}
