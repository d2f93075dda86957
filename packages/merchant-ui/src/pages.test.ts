import { createElement } from "react";
import { describe, expect, test } from "vitest";
import { ConnectionPage } from "./connection-page.tsx";
import type { ConnectionData } from "./data.ts";
import { faultsOfHtml } from "./faults-of-html.fixture.ts";
import { HomePage } from "./home-page.tsx";
import { connectionActions, homeActions, homeReady, pageStates, problem } from "./page-states.fixture.ts";
import { LANGUAGES, renderPage } from "./render-page.fixture.ts";

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(pageStates(language))("$name is sound and fully spoken", ({ page }) => {
    const html = renderPage(page, language);
    expect(faultsOfHtml(html)).toEqual([]);
  });
});

test("no two states of a page read the same", () => {
  const pages = pageStates("en").map(({ name, page }) => ({ name, html: renderPage(page, "en") }));
  expect(new Set(pages.map(({ html }) => html)).size).toBe(pages.length);
});

test("times are the shop's, numbers the merchant's", () => {
  const html = renderPage(createElement(HomePage, { data: homeReady, actions: homeActions }), "de");
  expect(html).toContain("24.11.2026, 14:03");
  expect(html).toContain("12.345");
});

test("the home page of a shop that is not connected has one button to connect, not two", () => {
  const data = { ...homeReady, connected: false, problems: [problem("not_connected")] };
  const html = renderPage(createElement(HomePage, { data, actions: homeActions }), "en");
  expect(html.match(/Connect to Karla<\/button>/g)).toHaveLength(1);
});

test("an order that cannot be shown in the admin is named without a link", () => {
  const actions = { ...homeActions, orderHref: () => null };
  const html = renderPage(createElement(HomePage, { data: homeReady, actions }), "en");
  expect(html).toContain("#1003");
  expect(html).not.toContain("<a ");
});

test("an order's name cannot turn its row around", () => {
  const [order] = homeReady.orders;
  if (!order) throw new Error("the state has no order");
  const data = { ...homeReady, orders: [{ ...order, name: "\u202e1001#" }] };
  const html = renderPage(createElement(HomePage, { data, actions: homeActions }), "en");
  expect(html).toMatch(/<bdi>(<a [^>]*>)?\u202e1001#/);
});

test("the key is a password field that is empty and not completed", () => {
  const data = {
    connection: { slug: "example-shop", username: "example-user", coreSync: "free" },
    result: null,
    busy: null,
  } as const;
  const html = renderPage(createElement(ConnectionPage, { data, actions: connectionActions }), "en");
  const key = /<input id="key"[^>]*>/.exec(html)?.[0];
  expect(key).toContain('type="password"');
  expect(key).toContain('value=""');
  expect(key).toContain('autoComplete="off"');
  expect(html).toContain('value="example-shop"');
});

test.each([
  ["wrong_key", "key"],
  ["unknown_shop", "slug"],
] as const)("%s is said at the field it is about", (why, field) => {
  const data = { connection: null, result: { outcome: "refused", why }, busy: null } as const;
  const html = renderPage(createElement(ConnectionPage, { data, actions: connectionActions }), "en");
  expect(html.match(/aria-invalid="true"/g)).toHaveLength(1);
  expect(html).toContain(`id="${field}-error"`);
});

const drawn = (data: ConnectionData) =>
  renderPage(createElement(ConnectionPage, { data, actions: connectionActions }), "en");
const saved = { slug: "example-shop", username: "example-user", coreSync: "free" } as const;
const taken = { ...saved, coreSync: "taken" } as const;

test.each([
  ["save", "Testing the connection"],
  ["switch_off", "Switching the direct connection off"],
] as const)("while %s is under way one sign says so, and it is read out", (busy, said) => {
  const html = drawn({ connection: taken, result: null, busy });
  expect(html.match(/aria-busy="true"/g)).toHaveLength(1);
  expect(html).toContain(`<div role="status">${said}</div>`);
});

test("of each trigger it is said whether a workflow uses it, and nothing where the platform has none", () => {
  const data: ConnectionData = { connection: saved, result: null, busy: null };
  const triggers = [
    { name: "Parcel delivered", isUsed: true },
    { name: "Claim created", isUsed: false },
  ];
  const html = drawn({ ...data, triggers });
  expect(html).toMatch(/Parcel delivered<.*?Used by a workflow<.*?Claim created<.*?Not used</s);
  expect(drawn(data)).not.toContain("Shopify Flow");
});

test("the way to the block for the theme is a link, and nothing where the platform has none", () => {
  const data: ConnectionData = { connection: saved, result: null, busy: null };
  const html = drawn({ ...data, themeHref: "https://example.com/editor?a=1&target=newAppsSection" });
  expect(html).toContain('href="https://example.com/editor?a=1&amp;target=newAppsSection"');
  expect(html).toContain("Add the block in the theme editor");
  expect(drawn(data)).not.toContain("theme");
});

test("the place that is read out from is there before there is anything to say", () => {
  expect(drawn({ connection: null, result: null, busy: null })).toContain('<div role="status"></div>');
});

test("a page that is opened while Karla syncs the shop says so, and leaves the keyboard where it is", () => {
  const html = drawn({ connection: taken, result: null, busy: null });
  expect(html).toContain("Karla already syncs this shop");
  expect(html).toContain('data-takes-focus="false"');
  expect(drawn({ connection: saved, result: null, busy: null })).not.toContain("Karla already syncs this shop");
});

test("after a switch that did not get through it can be pressed again", () => {
  const html = drawn({ connection: taken, result: { outcome: "refused", why: "unreachable" }, busy: null });
  expect(html).toContain("Karla could not be reached");
  expect(html).toContain("Switch off the direct connection</button>");
});

test("once it is switched off nothing else is said, whatever was read before", () => {
  expect(drawn({ connection: taken, result: { outcome: "connected" }, busy: null })).not.toContain("already");
});

test("an answer takes the keyboard, unless it is about a field: that does", () => {
  const takes = (why: "wrong_key" | "no_access") =>
    drawn({ connection: null, result: { outcome: "refused", why }, busy: null }).includes('data-takes-focus="true"');
  expect([takes("wrong_key"), takes("no_access")]).toEqual([false, true]);
});

test("an order that was not tried yet says what all orders wait for", () => {
  const of = (data: typeof homeReady) => renderPage(createElement(HomePage, { data, actions: homeActions }), "en");
  expect(of(homeReady)).toContain("The order is on its way to Karla.");
  const without = of({ ...homeReady, connected: false, problems: [problem("not_connected")] });
  expect(without).toContain("The order waits until your shop is connected to Karla.");
  expect(without).not.toContain("on its way to Karla.");
});

describe("the check itself sees", () => {
  test.each([
    ["<h1>A</h1><h3>B</h3>", "h3 after h1"],
    ["<h2>B</h2>", "not exactly one h1"],
    ['<h1>A</h1><input id="a">', "input a has no label"],
    ['<h1>A</h1><button type="button"></button>', "button without a name"],
    ['<h1>A</h1><button aria-label="Other">Go</button>', '"Other" does not begin with "Go"'],
    ["<h1>A</h1><table><caption>C</caption><tbody></tbody></table>", "table without column headers"],
    ["<h1>home.title</h1>", "unspoken: home.title,home"],
    ["<h1>{{count}} left</h1>", "unspoken: {{"],
    ["<h1>no_address</h1>", "unspoken: no_address"],
    ["<h1>A</h1><p></p>", "an empty text"],
  ])("%s", (html, fault) => {
    expect(faultsOfHtml(html)).toContain(fault);
  });
});
