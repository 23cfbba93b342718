import { existsSync, globSync } from "node:fs";
import { join } from "node:path";

export interface LinkReport {
  /** One sentence for each link that leads nowhere. */
  readonly broken: readonly string[];
  readonly pages: number;
  readonly links: number;
}

/**
 * Follows the links of a built site to pages, files and places on pages. Links to other sites are not followed.
 *
 * @param home Address of the folder `dist`.
 */
export function findBrokenLinks(dist: string, home: URL, read: (file: string) => string): LinkReport {
  const files = globSync("**/*.{html,txt}", { cwd: dist });
  const texts = new Map(files.map((file) => [file, read(join(dist, file))]));
  const places = new Map<string, ReadonlySet<string>>();
  const placesOf = (file: string) => {
    const known = places.get(file) ?? new Set(matches(texts.get(file) ?? "", /\s(?:id|name)="([^"]+)"/g));
    places.set(file, known);
    return known;
  };
  const broken: string[] = [];
  let links = 0;
  for (const [file, text] of texts) {
    const from = new URL(file.replace(/index\.html$/, ""), home);
    for (const link of new Set(linksIn(file, text))) {
      const target = new URL(link, from);
      if (target.origin !== home.origin) continue;
      links++;
      const fault = faultOf(target);
      if (fault) broken.push(`${file}: ${link} ${fault}`);
    }
  }
  return { broken, pages: files.length, links };

  function faultOf({ pathname, hash }: URL): string | undefined {
    if (!pathname.startsWith(home.pathname)) return `points outside ${home.pathname}; make it relative`;
    const path = decodeURIComponent(pathname.slice(home.pathname.length));
    const page = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    if (!existsSync(join(dist, page))) return "leads to no page";
    const place = decodeURIComponent(hash.slice(1));
    return place && texts.has(page) && !placesOf(page).has(place) ? "leads to no heading of that page" : undefined;
  }
}

function linksIn(file: string, text: string): readonly string[] {
  if (file.endsWith(".txt")) return matches(text, /\]\((https?:[^)\s]+)\)/g);
  return (
    matches(text, /\s(?:href|src)="([^"]+)"/g)
      .map((link) => link.replaceAll("&amp;", "&"))
      // The 404 page of Starlight declares its address in each language, and these pages do not exist.
      .filter((link) => !/^(?:data|mailto|javascript):|\/404\/$/.test(link))
  );
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, match = ""]) => match);
}
