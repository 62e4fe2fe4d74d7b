// Renders citation files as reference managers do. Reads {styles: {name: CSL}, files: {path: text}} as JSON from
// standard input; writes {path: {items: what the file was read as, styles: {name: its entry in the bibliography}}}.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const CSL = require("citeproc");
const { Cite } = require("@citation-js/core");
for (const format of ["bibtex", "csl", "ris"]) require(`@citation-js/plugin-${format}`);
const locales = require("@citation-js/plugin-csl/lib/locales.json");

const { styles, files } = JSON.parse(readFileSync(0, "utf8"));
// CSL-JSON goes to citeproc as it is: only the other formats have to be converted.
const read = (path, text) => (path.endsWith(".json") ? JSON.parse(text) : new Cite(text).data);
const items = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, read(path, text)]));
const rendered = Object.fromEntries(Object.keys(files).map((path) => [path, { items: items[path], styles: {} }]));

for (const [style, source] of Object.entries(styles)) {
  let item;
  const engine = new CSL.Engine({ retrieveLocale: () => locales["en-US"], retrieveItem: () => item }, source, "en-US");
  engine.setOutputFormat("text");
  for (const path of Object.keys(files)) {
    [item] = items[path];
    item.id = path; // the engine keeps what it has once read of an item
    engine.updateItems([item.id]);
    rendered[path].styles[style] = engine.makeBibliography()[1].join("").trim();
  }
}
process.stdout.write(JSON.stringify(rendered));
