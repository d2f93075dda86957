import { createElement } from "react";
import { describe, expect, test } from "vitest";
import { faultsOfHtml } from "../../../packages/merchant-ui/src/faults-of-html.fixture.ts";
import type { RouterState } from "./create-router.ts";
import { LeaveQuestion } from "./leave-question.tsx";
import { ModuleApp } from "./module-app.tsx";
import { orderHref } from "./order-href.ts";
import { MoveBanner } from "./pages/move-banner.tsx";
import { renderModule, routerAt } from "./render-module.fixture.ts";
import { hrefOf, hrefOfOrder, PAGES } from "./route-of.ts";
import { moduleTexts } from "./texts.ts";
import { themeOf } from "./theme-of.ts";

const start = {
  session: "token",
  language: "en",
  locale: "en-GB",
  timeZone: "Europe/Berlin",
  adminUrl: "https://shop.example.com/admin",
} as const;
const nothing = () => {};

function moduleAt(hash: string, language: "de" | "en"): string {
  const router = routerAt(hash);
  return renderModule(createElement(ModuleApp, { start, router, fetch, onShown: nothing }), language, router);
}

const KEYS = Object.keys(moduleTexts.en).join("|");
const untranslated = (html: string) => html.match(new RegExp(`>(${KEYS})<|"(${KEYS})"`, "g")) ?? [];

describe.each(["de", "en"] as const)("in %s", (language) => {
  const order = hrefOfOrder("0123456789abcdef0123456789abcdef");
  test.each([...PAGES.map((page) => hrefOf(page)), "#/certificate?day=2026-11-29", order, "#/unknown"])(
    "the page at %s has its heading and the navigation before its data are there",
    (hash) => {
      const html = moduleAt(hash, language);
      expect(faultsOfHtml(html)).toEqual([]);
      expect(html.match(/aria-current="page"/g) ?? []).toHaveLength([order, "#/unknown"].includes(hash) ? 0 : 1);
      expect(untranslated(html.replaceAll(/aria-[a-z]+="[a-z]+"/g, ""))).toEqual([]);
    },
  );

  test.each([
    ["another address", "https://new.example.com", moduleTexts[language].move_title],
    ["the address it has", "https://shop.example.com", moduleTexts[language].again_title],
  ])("a shop that asks for %s waits for the merchant's yes", (_, to, title) => {
    const move = { from: "https://shop.example.com", to };
    const html = renderModule(createElement(MoveBanner, { move, onAnswer: nothing }), language);
    expect(html).toContain(title);
    expect(html).toContain(to);
    expect(html).toContain(`${moduleTexts[language].move_approve}</button>`);
  });

  test("who is about to leave what is not saved is asked", () => {
    const state: RouterState = { route: { page: "mapping", day: null, order: null }, visits: 1, asked: true };
    const html = renderModule(createElement(LeaveQuestion), language, {
      ...routerAt(""),
      state: () => state,
    });
    expect(html).toContain(moduleTexts[language].leave_stay);
    expect(renderModule(createElement(LeaveQuestion), language)).toBe("");
  });
});

test("where nobody asks for a move nothing is said of one", () => {
  expect(renderModule(createElement(MoveBanner, { move: null, onAnswer: nothing }), "en")).toBe("");
});

test("both languages say the same, with the same things filled in", () => {
  const filled = (texts: Record<string, string>) =>
    Object.entries(texts).map(([key, text]) => [key, ...(text.match(/\{\{\w+\}\}/g) ?? [])]);
  expect(filled(moduleTexts.de)).toEqual(filled(moduleTexts.en));
});

test("an order leads to its page in the administration, if it has one", () => {
  const id = "0123456789abcdef0123456789abcdef";
  expect(orderHref(start.adminUrl, { id })).toBe(`https://shop.example.com/admin#/sw/order/detail/${id}/general`);
  expect(orderHref(start.adminUrl, { id: "10001" })).toBeNull();
});

test("the module is dark only where the administration is", () => {
  expect(["", "?color-scheme=light", "?color-scheme=x", "?shop-id=a&color-scheme=dark"].map(themeOf)).toEqual([
    "light",
    "light",
    "light",
    "dark",
  ]);
});
