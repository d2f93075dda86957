import { type ShopId, shopIdOf } from "@karla/sync/ids";
import { expect, test } from "vitest";
import { createPersonalDataServices } from "./personal-data-services.ts";

const page = { items: [], after: null };
const idOf = (shop: string) => shopIdOf("shopware", shop);
const WHOSE = { customerIds: [], email: "ada@example.com", orderIds: [] };

/** Shops whose books are opened one by one, each time that a test goes on. */
function stand() {
  const opened: ShopId[] = [];
  const goOn: ((error: Error | null) => void)[] = [];
  const services = createPersonalDataServices({
    platform: "shopware",
    store: {
      receipts: { list: async () => [] },
      histories: { of: async () => null },
      dataRequests: {
        find: async () => null,
        answer: async () => false,
        ordersNamed: async () => [],
        messagesIn: async () => [],
      },
      erasures: {
        orders: async (shopId) => {
          opened.push(shopId);
          const { promise, resolve, reject } = Promise.withResolvers<typeof page>();
          goOn.push((error) => (error === null ? resolve(page) : reject(error)));
          return promise;
        },
        events: async () => page,
      },
    },
    idOf: async (shop) => idOf(shop),
    normalise: () => ({ outcome: "no_order" }),
    clock: { now: () => 0 },
    keptFor: { bodies: 7, quarantined: 30, records: 90 },
  });
  return { opened, goOn, exportOf: async (shop: string) => (await services.personalData(shop)).exportOf(WHOSE) };
}

test("a shop's books are opened once at a time, and those of others after them", async () => {
  const { opened, goOn, exportOf } = stand();
  const [first, other] = [exportOf("a"), exportOf("b")];
  expect(await exportOf("a")).toBeNull();
  expect(opened).toEqual([idOf("a")]);
  goOn[0]?.(null);
  expect(await first).toMatchObject({ orders: [] });
  await expect.poll(() => opened).toEqual([idOf("a"), idOf("b")]);
  goOn[1]?.(null);
  expect(await other).toMatchObject({ orders: [] });
});

test("one that fails keeps nobody waiting, and its shop may try again", async () => {
  const { goOn, exportOf } = stand();
  const [failed, other] = [exportOf("a"), exportOf("b")];
  await expect.poll(() => goOn.length).toBe(1);
  goOn[0]?.(new Error("the database is away"));
  await expect(failed).rejects.toThrow("away");
  await expect.poll(() => goOn.length).toBe(2);
  goOn[1]?.(null);
  await other;
  const again = exportOf("a");
  await expect.poll(() => goOn.length).toBe(3);
  goOn[2]?.(null);
  expect(await again).not.toBeNull();
});
