// What mail programs make of a mail's HTML and CSS, by the data of caniemail.com.
// Standard input: one JSON object, mail -> HTML. Standard output: one JSON array of { mail, client, feature, supported, notes }.
import { text } from "node:stream/consumers";
import { caniemail } from "caniemail";

const clients = ["gmail.*", "apple-mail.*", "outlook.windows", "outlook.outlook-com", "yahoo.*"];

const findings = new Map();
for (const [mail, html] of Object.entries(JSON.parse(await text(process.stdin))))
  for (const [level, byClient] of Object.entries(caniemail({ clients, html }).issues))
    for (const [client, issues] of byClient)
      for (const { title, notes } of issues)
        findings.set([mail, level, client, title].join("\n"), { mail, client, feature: title, supported: level === "errors" ? "no" : "partly", notes });
console.log(JSON.stringify([...findings.values()]));
