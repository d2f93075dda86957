/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { h, render } from "preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FAILED, wayWith } from "../../shared/order-way.fixture.ts";
import { type PlayedApp, playApp } from "../../shared/played-app.fixture.ts";
import { translatorOf } from "../../shared/translator.fixture.ts";
import { OrderWayBlock } from "./order-way-block.tsx";

const extension = getExtension("admin.order-details.block.render");
const ORDER = "gid://shopify/Order/1001";
const READ = `GET /extension/order?id=${ORDER}`;
const RESYNC = `POST /extension/order/resync?id=${ORDER}`;

beforeEach(() => {
  extension.setUp();
  extension.shopify.data.selected = [{ id: ORDER }];
  speak("en.default");
});
afterEach(() => {
  render(null, document.body);
  extension.tearDown();
});

function speak(file: "en.default" | "de") {
  Object.assign(extension.shopify.i18n, { translate: translatorOf("order-block", file) });
}
const text = () => document.body.textContent ?? "";
const button = (label: string) => {
  const found = [...document.querySelectorAll("s-button")].find((each) => each.textContent === label);
  if (found === undefined) throw new Error(`no button: ${label}`);
  return found;
};
/** Time does not pass: what would be waited for happens at once. */
const show = (app: PlayedApp) => render(h(OrderWayBlock, { fetch: app.fetch, sleep: async () => {} }), document.body);
const seen = (words: string) => vi.waitFor(() => expect(text()).toContain(words));

test("Shopify finds the block, which says that it looks the order up, and asks the app for this order", async () => {
  const app = playApp(wayWith());
  extension.fetch = app.fetch;
  await extension.render();
  expect(document.querySelector("s-spinner")?.getAttribute("accessibilityLabel")).toBe("Looking up this order");
  await seen("Karla has this order.");
  expect(app.asked).toEqual([READ]);
});

describe("it shows", () => {
  test("each step in words with its time, and what Karla was given", async () => {
    show(playApp(wayWith({ mutedAt: "2026-11-29T11:00:00.000Z" })));
    await seen("Karla has this order.");
    const steps = [...document.querySelectorAll("s-list-item")].map((step) => step.textContent);
    expect(steps).toEqual([
      "Received from your shopDone2026-11-29T10:00:00.000Z",
      "Prepared for KarlaDone2026-11-29T10:01:00.000Z",
      "Sent to KarlaDone2026-11-29T10:02:00.000Z",
      "Confirmed by KarlaDone2026-11-29T10:03:00.000Z",
      "Written back to your shopWaiting",
    ]);
    for (const words of ["Sent", "1 tracking number given to Karla", "version 3 of your fields", "11:00:00"])
      expect(text()).toContain(words);
    expect(document.querySelector("s-button")).toBeNull();
  });

  test("the same in German", async () => {
    speak("de");
    show(playApp(wayWith({ trackings: 2 })));
    await seen("Karla hat diese Bestellung.");
    expect(text()).toContain("2 Sendungsnummern an Karla gegeben");
    expect(text()).toContain("In Ihren Shop zurückgeschriebenWartet");
  });

  test("the merchant's words for what is wrong, and general ones for what it does not know yet", async () => {
    show(playApp(wayWith(FAILED)));
    await seen("Karla did not accept this order.");
    expect(text()).toContain("Not sent");
  });

  test("that nothing of the order has arrived", async () => {
    show(playApp({ outcome: "nothing" }));
    await seen("This order has not reached Karla yet");
    expect(button("Re-sync")).toBeTruthy();
  });

  test("no more of an erased order than that", async () => {
    show(playApp({ outcome: "erased" }));
    await seen("deleted on request");
    expect(document.querySelector("s-button")).toBeNull();
  });
});

describe("its one button", () => {
  test("leads where a problem is mended, in the problem's own words", async () => {
    const remedy = { remedy: "open", page: "connection", problem: "credentials_refused" } as const;
    show(playApp(wayWith({ ...FAILED, remedy })));
    await seen("Not sent");
    expect(button("Enter the key again").getAttribute("href")).toBe("app:app/connection");
  });

  test.each([
    ["filters", "Open the filters"],
    ["problems", "Show all problems"],
  ] as const)("leads to a page that no problem names: %s", async (page, label) => {
    show(playApp(wayWith({ status: "skipped", remedy: { remedy: "open", page, problem: null } })));
    await vi.waitFor(() => expect(button(label).getAttribute("href")).toBe(`app:app/${page}`));
  });

  test("has the order sent again, and follows it until it is there", async () => {
    const app = playApp(
      wayWith(FAILED),
      { outcome: "asked" },
      wayWith({ ...FAILED, underWay: true }),
      wayWith({ ...FAILED, underWay: true }),
      wayWith(),
    );
    show(app);
    await seen("Not sent");
    button("Re-sync").dispatchEvent(new Event("click"));
    await seen("Karla has this order.");
    expect(app.asked).toEqual([READ, RESYNC, READ, READ, READ]);
  });

  test("says so when that could not be asked for, and is still there", async () => {
    show(playApp({ outcome: "nothing" }, 429));
    await seen("has not reached Karla");
    button("Re-sync").dispatchEvent(new Event("click"));
    await seen("could not be sent again");
    expect(button("Re-sync").getAttribute("loading")).toBeNull();
  });
});

test.each([
  ["does not answer", null],
  ["refuses", 401],
  ["answers what cannot be read", { outcome: "order" }],
])("where the app %s the merchant is told, and can try again", async (_, answer) => {
  const app = playApp(answer, wayWith());
  show(app);
  await vi.waitFor(() =>
    expect(document.querySelector("s-banner")?.getAttribute("heading")).toBe("This order could not be looked up"),
  );
  button("Try again").dispatchEvent(new Event("click"));
  await seen("Karla has this order.");
});

test("what is under way is not looked at for ever", async () => {
  const app = playApp(wayWith({ underWay: true }));
  show(app);
  await vi.waitFor(() => expect(app.asked).toHaveLength(15));
  await new Promise((resolve) => setTimeout(resolve));
  expect(app.asked).toHaveLength(15);
});
