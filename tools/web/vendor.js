/* Put other people's work where the search uses it, as package-lock.json pins it: make vendor.
 *
 * MiniSearch, made small, goes to docs/assets/vendor/; the stemmers, one file a language, go to
 * scripts/edition/site/stemmers/, from where a build takes the one of its language. */

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const modules = here("node_modules/");
const assets = here("../../docs/assets/vendor/");
const stemmers = here("../../scripts/edition/site/stemmers/");

/** How the stemmers' files are called, and the languages that they are for: https://www.rfc-editor.org/info/bcp47. */
const LANGUAGES = {
  am: "hy",
  ar: "ar",
  bg: "bg",
  de: "de",
  dk: "da",
  en: "en",
  es: "es",
  fi: "fi",
  fr: "fr",
  gr: "el",
  hu: "hu",
  id: "id",
  ie: "ga",
  in: "hi",
  it: "it",
  lt: "lt",
  nl: "nl",
  no: "no",
  np: "ne",
  pt: "pt",
  ro: "ro",
  rs: "sr",
  ru: "ru",
  se: "sv",
  ta: "ta",
  tr: "tr",
  uk: "uk",
};

/** A line that says what a file is and whose. */
function banner(/** @type {string} */ name) {
  const { version, license } = JSON.parse(readFileSync(`${modules}${name}/package.json`, "utf-8"));
  return `/* ${name} ${version}, ${license}: https://www.npmjs.com/package/${name}. Made by tools/web/vendor.js. */\n`;
}

for (const folder of [assets, stemmers]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}

const { outputFiles } = buildSync({
  entryPoints: [`${modules}minisearch/dist/es/index.js`],
  format: "esm",
  minify: true,
  target: "es2022",
  write: false,
});
writeFileSync(`${assets}minisearch.js`, `${banner("minisearch")}// @ts-nocheck\n${outputFiles[0].text}`);
cpSync(`${modules}minisearch/LICENSE.txt`, `${assets}minisearch-LICENSE.txt`);

for (const [name, language] of Object.entries(LANGUAGES)) {
  const script = readFileSync(`${modules}@orama/stemmers/dist/${name}.js`, "utf-8").replace(/\n\/\/# sourceMappingURL=.*/, "");
  writeFileSync(`${stemmers}${language}.js`, `${banner("@orama/stemmers")}${script.trimEnd()}\n`);
}
cpSync(`${modules}@orama/stemmers/LICENSE.md`, `${stemmers}LICENSE.md`);
