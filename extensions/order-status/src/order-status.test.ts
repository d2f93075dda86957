/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { render } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CustomerAnswer } from "../../../app/extension/customer-answer.ts";
import { playApp } from "../../shared/played-app.fixture.ts";
import { APP_ORIGIN } from "./app-origin.ts";

const extension = getExtension("customer-account.order-status.block.render");
const ORDER = "gid://shopify/Order/1001";
const ANSWER: CustomerAnswer = {
  outcome: "order",
  status: "Unterwegs",
  path: "/apps/karla/track?token=1001.abc&locale=de",
  title: "Bestellung verfolgen",
  parcels: [
    { status: "In Zustellung", carrier: "DHL", number: "PARCEL-1" },
    { status: "In Vorbereitung", carrier: null, number: null },
  ],
};

beforeEach(() => {
  extension.setUp();
  const order = extension.shopify.order.value;
  if (order) order.id = ORDER;
  extension.shopify.localization.language.value.isoCode = "de-AT";
  extension.shopify.shop.storefrontUrl = "https://tea.example.com/";
  extension.shopify.sessionToken.get = async () => "a.b.c";
});
afterEach(() => {
  render(null, document.body);
  extension.tearDown();
});

test("the customer sees each parcel in his language, and the way to the shop's own page", async () => {
  const app = playApp(ANSWER);
  extension.fetch = app.fetch;
  await extension.render();
  const link = await vi.waitFor(() => {
    const found = document.querySelector("s-link");
    if (found === null) throw new Error("nothing yet");
    return found;
  });
  expect(link.getAttribute("href")).toBe(`https://tea.example.com${ANSWER.path}`);
  expect(link.textContent).toBe("Bestellung verfolgen");
  expect(document.querySelector("s-section")?.getAttribute("heading")).toBe("Unterwegs");
  const lines = [...document.querySelectorAll("s-text")].map((line) => line.textContent);
  expect(lines).toEqual(["In Zustellung", "DHL PARCEL-1", "In Vorbereitung"]);
  expect(app.asked).toEqual([`GET ${APP_ORIGIN}/extension/customer/order?id=${ORDER}&locale=de-AT`]);
  expect(app.tokens).toEqual(["Bearer a.b.c"]);
});

test.each([
  ["there is nothing to say", { outcome: "nothing" }],
  ["the core is away", 503],
  ["the app does not answer", null],
  ["the answer leads elsewhere", { ...ANSWER, path: "//evil.example.com" }],
])("nothing is shown where %s", async (_, answer) => {
  const app = playApp(answer);
  extension.fetch = app.fetch;
  await extension.render();
  await vi.waitFor(() => expect(app.asked).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.body.textContent).toBe("");
});

test("nothing is asked without an order, or a token", async () => {
  const app = playApp(ANSWER);
  extension.fetch = app.fetch;
  extension.shopify.sessionToken.get = () => Promise.reject(new Error("no token"));
  await extension.render();
  await new Promise((resolve) => setTimeout(resolve));
  expect([app.asked, document.body.textContent]).toEqual([[], ""]);
});
