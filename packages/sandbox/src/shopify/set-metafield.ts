import type { BookedMetafield, BookedOrder } from "./booked-order.ts";

/** What a metafield is written on. */
export type MetafieldPlace = { owner: "order" | "customer" } | { owner: "product" | "variant"; id: string };

/**
 * The order once a metafield was written, in the place of one of the same name. Not a change of the order: version and
 * update time stay, and the shop sends nothing.
 */
export function setMetafield(order: BookedOrder, place: MetafieldPlace, metafield: BookedMetafield): BookedOrder {
  const written = (known: readonly BookedMetafield[]): BookedMetafield[] => [
    ...known.filter(({ namespace, key }) => namespace !== metafield.namespace || key !== metafield.key),
    metafield,
  ];
  switch (place.owner) {
    case "order":
      return { ...order, metafields: written(order.metafields) };
    case "customer": {
      const { customer } = order;
      if (customer === null) throw new Error(`${order.name} has no customer`);
      return { ...order, customer: { ...customer, metafields: written(customer.metafields) } };
    }
    case "product": {
      const { id } = place;
      const lines = order.lines.map((line) =>
        line.productId === id ? { ...line, productMetafields: written(line.productMetafields) } : line,
      );
      return { ...order, lines };
    }
    case "variant": {
      const { id } = place;
      const lines = order.lines.map((line) =>
        line.variantId === id ? { ...line, variantMetafields: written(line.variantMetafields) } : line,
      );
      return { ...order, lines };
    }
  }
}
