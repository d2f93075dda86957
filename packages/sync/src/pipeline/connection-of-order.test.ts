import { describe, expect, it } from "vitest";
import { unknownOrder } from "../order/order.ts";
import { sampleOrder } from "../order/sample-order.fixture.ts";
import { connectionOfOrder, connectionsOf } from "./connection-of-order.ts";

const connection = { slug: "shop", username: "user", key: "key" };
const shop = { connection, settings: { slugBySalesChannel: { b2b: "trade", outlet: "sale", second: "sale" } } };
const slugOf = (salesChannelId: string | null) => connectionOfOrder(sampleOrder({ salesChannelId }), shop).slug;

describe("where an order goes", () => {
  it("is the slug of its sales channel, under the shop's own credentials", () => {
    expect(connectionOfOrder(sampleOrder({ salesChannelId: "b2b" }), shop)).toEqual({ ...connection, slug: "trade" });
  });

  it.each([null, "another", "", "constructor", "__proto__"])("is the shop's own slug for the channel %j", (channel) => {
    expect(slugOf(channel)).toBe("shop");
  });

  it("is the shop's own slug while the order itself did not arrive", () => {
    expect(connectionOfOrder(unknownOrder("1"), shop)).toBe(connection);
  });

  it("is one of few, each named once", () => {
    expect(connectionsOf(shop).map(({ slug }) => slug)).toEqual(["shop", "trade", "sale"]);
    expect(connectionsOf({ connection, settings: { slugBySalesChannel: {} } })).toEqual([connection]);
  });
});
