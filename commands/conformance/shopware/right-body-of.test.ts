import { expect, test } from "vitest";
import { readNumbersAsText } from "../../proof/read-numbers-as-text.ts";
import { fieldsOf } from "../read-body.ts";
import { rightStateOf } from "./right-body-of.ts";
import { orderAnswer, pluginBody } from "./small-capture.fixture.ts";

const rightOf = (order: object) => rightStateOf(fieldsOf(readNumbersAsText(JSON.stringify(order))) ?? {});

test("what is right of an order is what the plugin tells of it, its defects aside", () => {
  const { order } = pluginBody();
  expect(rightOf(orderAnswer()).order).toMatchObject({
    order_number: order.order_number,
    total_order_price: "89.69",
    shipping_price: "4.99",
    sub_total_price: "89.7",
    discount_price: "5",
    discounts: [{ code: "FIVE", amount: "5", type: "absolute" }],
    products: [{ title: "Ein Becher", quantity: "3", price: "29.9", sku: "CUP-1" }],
    address: order.address,
    segments: order.segments,
    external_customer_id: null,
  });
});

test("each number once, with what lies in all of its deliveries; not of a delivery that was called off", () => {
  const [delivery] = orderAnswer(["A1", " A1 ", "B2"], 20).deliveries;
  const cancelled = { ...delivery, trackingCodes: ["C3"], stateMachineState: { technicalName: "cancelled" } };
  const second = { ...delivery, trackingCodes: ["B2"] };
  const { trackings } = rightOf({ ...orderAnswer(), deliveries: [delivery, cancelled, second] });
  expect(trackings.map(({ number, products }) => [number, products?.length])).toEqual([
    ["A1", 1],
    ["B2", 2],
  ]);
});
