/** Address of the published site, with a slash at its end. The workflow gets it from GitHub Pages. */
export const siteURL = new URL((process.env.SITE_URL ?? "http://localhost:4321").replace(/\/?$/, "/"));
