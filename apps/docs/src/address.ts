/** Where the site is published, with a slash at its end. The workflow asks GitHub Pages. */
export const siteURL = new URL((process.env.SITE_URL ?? "http://localhost:4321").replace(/\/?$/, "/"));
