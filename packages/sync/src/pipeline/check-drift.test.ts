import { expect, test } from "vitest";
import { shopIdOf } from "../ids.ts";
import { documentOf } from "../mapping/mapping.fixture.ts";
import { sampleOrder } from "../order/sample-order.fixture.ts";
import { createDriftCheck } from "./check-drift.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const document = documentOf({ source: { from: "note_attribute", name: "gift" } });

function ordersWith(name: (nth: number) => string) {
  return Array.from({ length: 250 }, (_, nth) =>
    sampleOrder({
      name: `#${nth}`,
      placedAt: new Date(Date.UTC(2026, 2, 1) + nth * 60_000).toISOString(),
      noteAttributes: [{ name: name(nth), value: "yes" }],
    }),
  );
}

test("a field that vanished is a problem that names it and the first order without it, until it is back", async () => {
  let orders = ordersWith((nth) => (nth < 190 ? "gift" : "Geschenk"));
  const said: unknown[] = [];
  const check = createDriftCheck({
    samples: {
      async *newest(_, limit) {
        for (const order of orders.slice(0, limit)) yield { name: "", order };
      },
    },
    problems: {
      raise: async (_, code, about) => void said.push([code, about]),
      close: async (_, code) => void said.push([code, "closed"]),
      isOpen: async () => false,
    },
    pause: async () => {},
  });
  await check(SHOP, document);
  orders = ordersWith(() => "gift");
  await check(SHOP, document);
  expect(said).toEqual([
    ["mapped_field_gone", { field: "gift", order: "#190" }],
    ["mapped_field_gone", "closed"],
  ]);
});
