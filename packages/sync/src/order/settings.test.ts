import { describe, expect, it } from "vitest";
import { OrderSettings, SETTINGS_ON } from "./settings.ts";

describe("what a merchant decides about orders", () => {
  it("leaves no order and no parcel out for its state where nothing was decided", () => {
    const nothing = { orderStates: null, deliveryStates: null, historicalCutoff: null, slugBySalesChannel: {} };
    expect(OrderSettings.parse({})).toMatchObject(nothing);
    expect(SETTINGS_ON.shopify.parse({})).toEqual(OrderSettings.parse({}));
  });

  it("begins in a Shopware shop with the states of Karla's own plugin", () => {
    expect(SETTINGS_ON.shopware.parse({})).toEqual({
      ...OrderSettings.parse({}),
      orderStates: ["in_progress", "completed"],
      deliveryStates: ["shipped", "shipped_partially"],
    });
  });

  it("can be any state in a Shopware shop too", () => {
    const any = { orderStates: null, deliveryStates: null };
    expect(SETTINGS_ON.shopware.parse(any)).toMatchObject(any);
  });

  it.each(["2026-11-24T10:00:00Z", "2026-11-24T11:00:00.500+01:00"])("takes %s for a moment", (historicalCutoff) => {
    expect(OrderSettings.parse({ historicalCutoff })).toMatchObject({ historicalCutoff });
  });

  it.each(["2026-11-24T10:00:00", "2026-11-24", "2026-02-30T10:00:00Z", "yesterday", "", 1_764_000_000, {}])(
    "refuses %j, of which nobody knows what is before it, so that nothing is told",
    (historicalCutoff) => {
      expect(OrderSettings.safeParse({ historicalCutoff }).success).toBe(false);
    },
  );
});
