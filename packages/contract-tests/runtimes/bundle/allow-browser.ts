import type { Plugin } from "esbuild";

/** Lets the clients of the tests work in a page, which they refuse by default. `pages.test.ts` tests that they do. */
export function allowBrowser(): Plugin {
  return {
    name: "allow-browser",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@seedream-clients\/[\w-]+$/ }, ({ path, importer }) =>
        /\/contract-tests\/(?!.*\/pages\.test).*\.ts$/.test(importer)
          ? { path, namespace: "allow-browser" }
          : undefined,
      );
      onLoad({ filter: /.*/, namespace: "allow-browser" }, async ({ path }) => {
        const exports: object = await import(path);
        const factories = Object.keys(exports).filter((name) => /^create[A-Z0-9]/.test(name));
        const wrapped = factories.map(
          (name) => `export const ${name} = (options) => real.${name}({ ...options, dangerouslyAllowBrowser: true });`,
        );
        const contents = `import * as real from "${path}"; export * from "${path}"; ${wrapped.join("\n")}`;
        return { contents, resolveDir: import.meta.dirname };
      });
    },
  };
}
