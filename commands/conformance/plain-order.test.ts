import { expect, test } from "vitest";
import { plainOrder } from "./plain-order.ts";
import { readBody } from "./read-body.ts";

const orderFor = (fulfillment: string) => plainOrder(readBody(Buffer.from(fulfillment)) ?? {})?.toString();

test("the order of a lone fulfillment has its id and its lines, to the last digit", () => {
  const order = orderFor(
    '{"order_id":820982911946154508,"line_items":[{"id":866550311766439021,"quantity":2,"price":"x"}]}',
  );
  expect(order).toContain('"id":820982911946154508,');
  expect(order).toContain('{"id":866550311766439021,"title":"An article","quantity":2,"price":"10.00"');
});

test("an id that is a text stays one, and without an id there is no order", () => {
  expect(orderFor('{"order_id":"A-7"}')).toContain('"id":"A-7",');
  expect(orderFor('{"order_id":null}')).toBeUndefined();
});
