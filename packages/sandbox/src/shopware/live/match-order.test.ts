import { describe, expect, it } from "vitest";
import { amountsOf } from "../books/amounts-of-order.ts";
import { nextOrder } from "../books/next-order.ts";
import type { ShopwareOrder } from "../books/shopware-order.ts";
import { entryWhere } from "../shopware.fixture.ts";
import { codesOf, matchOrder } from "./match-order.ts";

type Kind = ShopwareOrder["booked"]["kinds"][number];

function one(kind: Kind): ShopwareOrder {
  return nextOrder(null, entryWhere(({ kinds }) => kinds.includes(kind)).order);
}

describe("a Shopware order on the sandbox's page", () => {
  it("is in the core when its total and all of its codes are there", () => {
    const order = one("several_parcels");
    const { booked } = order;
    const total = amountsOf(booked).total / 10 ** booked.currency.digits;
    const held = { version: null, total, trackingNumbers: codesOf(order) };
    expect(matchOrder(order, held)).toEqual({ state: "in_core" });
    const others = [null, { ...held, total: total + 0.01 }, { ...held, trackingNumbers: codesOf(order).slice(1) }];
    for (const other of others) expect(matchOrder(order, other)).toEqual({ state: "on_its_way" });
  });

  it.each<[Kind, string]>([
    ["digital_only", "nothing_to_ship"],
    ["missing_zip", "no_zip"],
  ])("of the kind %s is not sent: %s", (kind, because) => {
    expect(matchOrder(one(kind), null)).toEqual({ state: "not_sent", because });
  });

  it("that was called off before anything left is not sent", () => {
    const called = { ...one("plain"), state: "cancelled" as const };
    const deliveries = called.deliveries.map((each) => ({ ...each, state: "cancelled" as const, trackingCodes: [] }));
    expect(matchOrder({ ...called, deliveries }, null)).toEqual({ state: "not_sent", because: "cancelled" });
  });
});
