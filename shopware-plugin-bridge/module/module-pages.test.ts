import type { MerchantServices } from "@karla/runtime/merchant-services";
import { expect, test } from "vitest";
import { sampleOrder } from "../../packages/sync/src/order/sample-order.fixture.ts";
import { INSTALLED_SHOP } from "../registration/installed-shop.fixture.ts";
import { memoryInstallations } from "../registration/memory-installations.fixture.ts";
import { createModulePages } from "./module-pages.ts";

const SHOP = INSTALLED_SHOP.shopId;
const core = { given: false, at: null };
const order = { id: "1", name: "10001", status: null, reason: null, core, state: sampleOrder(), messages: [] };

/** The module's pages of shops in whose books one order stands, and what was asked of which shop. */
function stand() {
  const asked: unknown[] = [];
  const services: Pick<MerchantServices, "personalData"> = {
    personalData: async (shop) => ({
      receipts: async () => [],
      whoseOf: async () => null,
      ordersOf: async () => [],
      nameOf: async (id) => id,
      async exportOf(whose) {
        asked.push([shop, whose]);
        return {
          madeAt: "",
          whose,
          keptDays: { messages: 90, said: 7, saidUnusable: 30 },
          orders: [order],
          otherMessages: [],
          notHeld: { orders: [], elsewhere: [] },
        };
      },
      answered: async () => false,
      now: () => 0,
    }),
  };
  const pages = createModulePages({ services: services as MerchantServices, installations: memoryInstallations() });
  const ask = (page: string, wish: object) =>
    pages.get(page)?.ask({ installation: INSTALLED_SHOP, query: new URLSearchParams({ shop: "other" }), now: 0 }, wish);
  return { ask, asked };
}

test("a merchant takes away what is held of somebody in the shop of his session, whatever else is named", async () => {
  const { ask, asked } = stand();
  const answer = await ask("personal-data", { intent: "find", who: "ada@example.com", shop: "other" });
  expect(answer).toMatchObject({ status: 200, body: { outcome: "written", orders: 1, givenToCore: 0 } });
  expect(JSON.stringify(answer?.body)).toContain("10001");
  expect(asked).toEqual([[SHOP, { customerIds: [], email: "ada@example.com", orderIds: [] }]]);
});

test("a request that is not open any more is said to be so, and what is no request at all is no wish", async () => {
  const { ask } = stand();
  const closed = { status: 409, body: { outcome: "not_open" } };
  expect(await ask("personal-data", { intent: "answered", request: "a".repeat(64) })).toEqual(closed);
  expect(await ask("personal-data", { intent: "answered", request: "../other" })).toBeNull();
});
