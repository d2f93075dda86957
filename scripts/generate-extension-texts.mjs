// Puts the merchant's own words for an order's states, reasons and problems into the texts of the extensions in Shopify's admin, which
// Shopify takes as files alone. Run it after a change to those words; `test/house/ui-extensions.test.ts` fails until then.
import { readFileSync, writeFileSync } from "node:fs";
import { merchantTexts } from "../packages/merchant-ui/src/texts/merchant-texts.ts";

const FILES = { en: "en.default.json", de: "de.json" };
const EXTENSIONS = ["order-block", "order-resync"];

for (const [locale, file] of Object.entries(FILES)) {
  const { status, reasons, problem } = merchantTexts[locale];
  // Of a problem no more is said than its button; what could not be used is told by its own words.
  const problems = Object.fromEntries(Object.entries(problem).map(([code, { button }]) => [code, { button }]));
  problems.events_quarantined.meaning = problem.events_quarantined.meaning;
  for (const extension of EXTENSIONS) {
    const target = new URL(`../extensions/${extension}/locales/${file}`, import.meta.url);
    const texts = JSON.parse(readFileSync(target, "utf8"));
    writeFileSync(target, `${JSON.stringify({ ...texts, status, reasons, problem: problems }, null, 2)}\n`);
  }
}
