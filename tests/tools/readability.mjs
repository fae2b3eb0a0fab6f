// Main text by @mozilla/readability on jsdom, for the benchmark that compares.
// Standard input: a JSON array of paths (.gz is unpacked), one line; then one command a line.
//   pass   reads every page once, bytes to article, and answers { pages, seconds, found }
//   texts  answers [text, …] in the order of the paths; a page without an article has ""
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { gunzipSync } from "node:zlib";
import { Readability } from "@mozilla/readability";
import { JSDOM, VirtualConsole } from "jsdom";

const blocks = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE BR DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TD TH TR UL".split(" "));
const silent = new VirtualConsole();

// Most of the pages are UTF-8 and not all say so; for the others jsdom looks at the bytes.
const utf8 = new TextDecoder("utf-8", { fatal: true });
function decoded(bytes) {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes;
  }
}

function read(bytes) {
  const dom = new JSDOM(decoded(bytes), { url: "https://pages.example/article", virtualConsole: silent });
  const article = new Readability(dom.window.document).parse();
  dom.window.close();
  return article;
}

// Words of neighbouring blocks stay apart, as they do on a screen.
function textOf(node) {
  let text = "";
  for (const child of node.childNodes)
    text += child.nodeType === 3 ? child.data : blocks.has(child.nodeName) ? ` ${textOf(child)} ` : textOf(child);
  return text;
}

let pages;
for await (const line of createInterface({ input: process.stdin })) {
  if (!pages) {
    pages = JSON.parse(line).map(path => (path.endsWith(".gz") ? gunzipSync(readFileSync(path)) : readFileSync(path)));
    console.log(JSON.stringify({ pages: pages.length }));
  } else if (line === "pass") {
    const begin = process.hrtime.bigint();
    let found = 0;
    for (const page of pages) found += read(page) ? 1 : 0;
    console.log(JSON.stringify({ pages: pages.length, seconds: Number(process.hrtime.bigint() - begin) / 1e9, found }));
  } else if (line === "texts") {
    console.log(JSON.stringify(pages.map(page => {
      const content = read(page)?.content;
      return content ? textOf(JSDOM.fragment(content)) : "";
    })));
  }
}
