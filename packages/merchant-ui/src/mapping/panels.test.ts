import { createElement } from "react";
import { describe, expect, test } from "vitest";
import { faultsOfHtml } from "../faults-of-html.fixture.ts";
import { LANGUAGES, renderPage } from "../render-page.fixture.ts";
import { AnswerBanner } from "./answer-banner.tsx";
import type { MappingAnswer, MappingBusy } from "./data.ts";
import { mappingActions as actions, ready, someRules, trial } from "./desk.fixture.ts";
import { read, withoutData } from "./spoken.fixture.ts";
import { TrialPanel } from "./trial-panel.tsx";
import { panelStates } from "./words-states.fixture.ts";

/** Data may be anything, and is set apart; all else is our own words. */
const ownWords = (html: string) => withoutData(html).replaceAll(/<bdi>.*?<\/bdi>/gs, "<bdi>…</bdi>");

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(panelStates(language))("$name is sound and fully spoken", ({ page }) => {
    const html = renderPage(page, language);
    expect(faultsOfHtml(ownWords(html))).toEqual([]);
  });
});

test("no two states read the same", () => {
  const pages = panelStates("en").map(({ page }) => renderPage(page, "en"));
  expect(new Set(pages).size).toBe(pages.length);
});

const page = (name: string) => {
  const found = panelStates("en").find((state) => state.name === name);
  if (found === undefined) throw new Error(`no state ${name}`);
  return read(renderPage(found.page, "en"));
};
const answered = (answer: MappingAnswer, busy: MappingBusy | null = null) =>
  renderPage(createElement(AnswerBanner, { data: { ...ready, answer, busy }, document: someRules, actions }), "en");

test("every answer takes the keyboard", () => {
  for (const { name, page } of panelStates("en").filter((state) => state.name.startsWith("answer: "))) {
    const underWay = name.includes(", being ");
    expect([name, renderPage(page, "en").includes('data-takes-focus="true"')]).toEqual([name, !underWay]);
  }
});

test("a trial and a comparison are shown where they were asked for", () => {
  expect(answered({ outcome: "tried", trial })).toBe("");
  expect(answered({ outcome: "compared", from: 1, to: 2, differences: [] })).toBe("");
});

test("an answer goes when something else is under way, but not while its own button is at work", () => {
  const published = { outcome: "published", version: 4, changed: 2 } as const;
  expect(answered({ outcome: "saved", revision: 8 }, "save")).toBe("");
  expect(answered(published, "save")).toBe("");
  expect(answered(published, "send_again")).toContain('aria-busy="true"');
  expect(answered({ outcome: "would_fail", trial }, "publish")).toContain('aria-busy="true"');
});

test("what would newly fail is counted, and its first orders are named", () => {
  const html = page("answer: would fail");
  expect(html).toContain("Not published: 39 orders would have new problems");
  expect(html).toContain("It is about: #1001, …");
  expect(page("answer: would fail, one order")).toContain("It is about: #1001<");
});

test("numbers are the merchant's", () => {
  expect(page("answer: many sent again")).toContain("1,234 orders are sent again");
  const german = panelStates("de").find(({ name }) => name === "trial: tried");
  expect(german && renderPage(german.page, "de")).toContain("Was aus Ihren letzten 1.000 Bestellungen würde");
});

test("a file that is no mapping is refused with the rule that it is about", () => {
  expect(page("answer: a file that is no mapping")).toContain("It is about rule 4 of the file.");
  expect(page("answer: a file that is no JSON")).not.toContain("support, this helps them");
});

test("what means nothing in this shop is listed once for each rule", () => {
  const html = page("answer: read a file of elsewhere");
  expect(html).toContain("<li>rule “Delivery date”: a custom field</li><li>rule “Order name”: a product detail</li>");
});

test("a trial shows each order with its verdict, its problems and what becomes another one", () => {
  const html = page("trial: tried");
  expect(html).toContain('<h3 data-size="normal" data-tone="normal"><bdi>#1001</bdi></h3>');
  expect(html).toContain('<span data-tone="critical">New problem</span>');
  expect(html).toContain("In rule “Delivery date”, step 2: “soon” cannot be read as a date.");
  expect(html).toContain("<td><bdi>24.12.2026</bdi></td><td><bdi>Nothing</bdi></td>");
  expect(html).toContain("Below are the first 3; the others are in the numbers above.");
});

test("a trial that held a publishing back is of the draft, and says so when the page shows something else by now", () => {
  const data = { ...ready, answer: { outcome: "would_fail", trial } as const };
  const drawn = (document: typeof someRules) =>
    renderPage(createElement(TrialPanel, { data, document, actions }), "en");
  expect(drawn(someRules)).not.toContain("You changed rules since");
  const later = drawn({ ...someRules, rules: [] });
  expect(later).toContain("You changed rules since");
  expect(read(later)).toContain("In rule “Delivery date”, step 2");
});

test("where nothing changes, the trial says so", () => {
  expect(page("trial: nothing changes")).toContain("Nothing changes: Karla would get");
});

test("versions say who published them and when, and which one is in use", () => {
  const html = page("versions: some");
  expect(html.match(/>In use</g)).toHaveLength(1);
  for (const who of ["Staff member 42", "Karla support", "Somebody else"]) expect(html).toContain(who);
  expect(html).toContain("Version 3 (version 1 put back)");
  expect(html).toContain("Nov 24, 2026, 2:05 PM");
});

test("before the first publishing there are no versions, but what was saved is known", () => {
  expect(page("versions: nothing published")).toContain("Nothing published yet");
  expect(page("versions: saved only")).toContain("Draft saved");
});

test("a comparison says which parts of a rule were changed", () => {
  const html = page("versions: compared");
  expect(html).toContain("From version 1 to version 3");
  expect(html).toContain("New: rule “Gift message”");
  expect(html).toContain("Removed: a rule without a name");
  expect(html).toContain(
    "Changed: rule “Delivery date” (name, switched on or off, where the value comes from, steps, where the value goes)",
  );
});

test("a template says what it found in the shop, and else how the field is usually called", () => {
  const known = page("gallery: of a shop with fields");
  expect(known).toContain("Found in 34% of your last orders: Product detail “Gift note”");
  expect(known).toContain("Found in &lt; 1% of your last orders: Tag “Subscription First Order”");
  expect(page("gallery: of a shop without orders")).toContain("so the rule reads: Additional detail “gift_message”");
  expect(known).toContain("Usually called: gift_message, Gift message, Gift note, Geschenknachricht");
});

test("a shop without orders has nothing to try rules on", () => {
  const html = page("trial: no orders");
  expect(html).toContain("No orders yet");
  expect(html).not.toContain("<button");
});
