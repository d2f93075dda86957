import { describe, expect, it } from "vitest";
import type { Fulfillment, OrderLine } from "./order.ts";
import type { Pictures } from "./picture.ts";
import { euro, sampleFulfillment, sampleLine, sampleSnapshot } from "./sample-order.fixture.ts";
import { toProducts } from "./to-products.ts";

describe("the products", () => {
  it.each([
    { quantity: 3, currentQuantity: 3, shipped: [], expected: 3 },
    { quantity: 3, currentQuantity: null, shipped: [], expected: 3 },
    { quantity: 3, currentQuantity: null, shipped: [3, 2], expected: 3 },
    { quantity: 3, currentQuantity: 1, shipped: [], expected: 1 },
    { quantity: 3, currentQuantity: 1, shipped: [1, 2], expected: 3 },
    { quantity: 3, currentQuantity: 2, shipped: [1], expected: 2 },
    { quantity: 3, currentQuantity: 0, shipped: [1], expected: 1 },
  ])(
    "count $expected where $quantity were ordered, $currentQuantity are left and $shipped were shipped",
    ({ quantity, currentQuantity, shipped, expected }) => {
      expect(products({ quantity, currentQuantity }, shipped)).toMatchObject([{ quantity: expected }]);
    },
  );

  it("leave out a line of which nothing is left or shipped", () => {
    expect(products({ quantity: 3, currentQuantity: 0 }, [])).toEqual([]);
    expect(products({ quantity: 0, currentQuantity: null }, [])).toEqual([]);
  });

  it("count what was shipped of each line by itself", () => {
    const lines = [
      sampleLine({ id: "1", currentQuantity: 0 }),
      sampleLine({ id: "2", currentQuantity: 0, title: "Cup" }),
    ];
    const [shippedLine] = sampleFulfillment().lines;
    const shipped = shippedLine === undefined ? [] : [{ ...shippedLine, lineId: "2", quantity: 5 }];
    const made = toProducts(sampleSnapshot({ lines }), known([sampleFulfillment({ lines: shipped })]));
    expect(made).toMatchObject([{ title: "Cup", quantity: 5 }]);
  });

  it("do not count what lay in a cancelled fulfillment", () => {
    const lines = [sampleLine({ currentQuantity: 1 })];
    const cancelled = sampleFulfillment({ status: "cancelled" });
    expect(toProducts(sampleSnapshot({ lines }), known([cancelled]))).toMatchObject([{ quantity: 1 }]);
    expect(toProducts(sampleSnapshot({ lines }), known([{ ...cancelled, status: "failed" }]))).toMatchObject([
      { quantity: 2 },
    ]);
  });

  it("have their taxes, in the order's currency, where there are any", () => {
    const taxLines = [
      { title: "VAT", price: "6.350", rate: "0.190" },
      { title: null, price: "0", rate: null },
    ];
    expect(JSON.stringify(products({ taxLines }, []))).toContain(
      '"tax_lines":[{"title":"VAT","price":6.350,"rate":0.190,"currency":"EUR"},{"price":0,"currency":"EUR"}]',
    );
    expect(products({ taxLines: [] }, [])[0]).not.toHaveProperty("tax_lines");
  });

  const READ = { readAt: "2026-03-01T09:00:00Z" };

  it("have the picture of their variant, and of their product where there is no variant", () => {
    const pictures = {
      "variant:601": { src: "https://cdn.example.com/blue.jpg", alt: "A blue teapot", ...READ },
      "product:501": { src: "https://cdn.example.com/teapot.jpg", alt: null, ...READ },
    };
    const imagesOf = (line: Partial<OrderLine>) =>
      toProducts(sampleSnapshot({ lines: [sampleLine(line)] }), known([], pictures)).map(({ images }) => images);
    expect(imagesOf({})).toEqual([[{ src: "https://cdn.example.com/blue.jpg", alt: "A blue teapot" }]]);
    expect(imagesOf({ variantId: null })).toEqual([[{ src: "https://cdn.example.com/teapot.jpg" }]]);
    expect(imagesOf({ variantId: "602" })).toEqual([undefined]);
    expect(imagesOf({ variantId: null, productId: null })).toEqual([undefined]);
  });

  it("say nothing of a picture that is not there, as of one that nobody asked for", () => {
    const none = { "variant:601": { src: null, alt: null, ...READ } };
    const made = (pictures: Pictures) => JSON.stringify(toProducts(sampleSnapshot(), known([], pictures)));
    expect(made(none)).toBe(made({}));
    expect(made(none)).not.toContain("images");
  });

  it("have no image, weight, or key without a value", () => {
    const bare = { title: "", sku: "", productId: null, variantId: null, price: euro("1.00") };
    expect(JSON.stringify(products(bare, []))).toBe('[{"quantity":2,"price":1.00}]');
  });
});

function products(line: Partial<OrderLine>, shipped: readonly number[]) {
  const fulfillments = shipped.map((quantity, index) =>
    sampleFulfillment({
      id: String(index),
      lines: sampleFulfillment().lines.map((each) => ({ ...each, quantity })),
    }),
  );
  return toProducts(sampleSnapshot({ lines: [sampleLine(line)] }), known(fulfillments));
}

function known(fulfillments: Fulfillment[], pictures: Pictures = {}) {
  return { fulfillments, pictures };
}
