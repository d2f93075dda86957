/// <reference types="@shopify/ui-extensions/admin.order-details.action.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { h, render } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FAILED, wayWith } from "../../shared/order-way.fixture.ts";
import { type PlayedApp, playApp } from "../../shared/played-app.fixture.ts";
import { translatorOf } from "../../shared/translator.fixture.ts";
import { ResyncAction } from "./resync-action.tsx";

const extension = getExtension("admin.order-details.action.render");
const ORDER = "gid://shopify/Order/1001";
const READ = `GET /extension/order?id=${ORDER}`;
const RESYNC = `POST /extension/order/resync?id=${ORDER}`;

beforeEach(() => {
  extension.setUp();
  extension.shopify.data.selected = [{ id: ORDER }];
  Object.assign(extension.shopify.i18n, { translate: translatorOf("order-resync", "en.default") });
});
afterEach(() => {
  render(null, document.body);
  extension.tearDown();
});

const text = () => document.body.textContent ?? "";
const press = (slot: string) => {
  const found = document.querySelector(`s-button[slot="${slot}"]`);
  if (found === null) throw new Error(`no button: ${slot}`);
  found.dispatchEvent(new Event("click"));
};
const show = (app: PlayedApp) => render(h(ResyncAction, { fetch: app.fetch, sleep: async () => {} }), document.body);
const seen = (words: string) => vi.waitFor(() => expect(text()).toContain(words));

test("Shopify finds the action, which says what it does and does nothing by itself", async () => {
  const app = playApp(wayWith());
  extension.fetch = app.fetch;
  await extension.render();
  await seen("sent to Karla once more");
  await vi.waitFor(() => expect(app.asked).toEqual([READ]));
  expect(document.querySelector("s-admin-action")?.getAttribute("heading")).toBe("Re-sync to Karla");
});

test("it has the order sent again, and shows what became of it", async () => {
  const app = playApp(wayWith(FAILED), { outcome: "asked" }, wayWith({ ...FAILED, underWay: true }), wayWith());
  show(app);
  await vi.waitFor(() => expect(app.asked).toHaveLength(1));
  press("primary-action");
  await seen("Karla has this order.");
  expect(app.asked).toEqual([READ, RESYNC, READ, READ]);
  expect(document.querySelector("s-banner")?.getAttribute("tone")).toBe("success");
  expect(document.querySelector('s-button[slot="primary-action"]')).toBeNull();
});

test.each([
  ["keeps being under way is noted", wayWith({ underWay: true }), "It is noted."],
  ["is given up says why", wayWith(FAILED), "Karla did not accept this order."],
  ["nobody has looked at yet is noted", { outcome: "nothing" }, "It is noted."],
])("an order that %s", async (_, answer, words) => {
  const app = playApp({ outcome: "nothing" }, { outcome: "asked" }, answer);
  show(app);
  await vi.waitFor(() => expect(app.asked).toHaveLength(1));
  press("primary-action");
  await seen(words);
});

test("where it could not be asked for the merchant is told, and can try again", async () => {
  const app = playApp(wayWith(), null);
  show(app);
  await vi.waitFor(() => expect(app.asked).toHaveLength(1));
  press("primary-action");
  await seen("could not be sent again");
  expect(document.querySelector('s-button[slot="primary-action"]')).not.toBeNull();
});

test("an erased order is not sent again", async () => {
  show(playApp({ outcome: "erased" }));
  await seen("deleted on request");
  expect(document.querySelector('s-button[slot="primary-action"]')).toBeNull();
});

test("the window can be closed", async () => {
  const close = vi.fn();
  extension.shopify.close = close;
  show(playApp(wayWith()));
  press("secondary-actions");
  expect(close).toHaveBeenCalledOnce();
});
