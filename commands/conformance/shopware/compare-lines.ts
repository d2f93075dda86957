import type { CoreProduct } from "../../proof/core-order.ts";
import { type Fields, objectsIn, textOf } from "../read-body.ts";
import { compareMoney } from "./compare-money.ts";
import { type Compared, SAME, together, wrong } from "./compared.ts";

const IDS = ["product_id", "variant_id"] as const;

/** The lines of an order, in their order, each with its picture where it has one. */
export function compareLines(place: string, due: unknown, is: readonly CoreProduct[]): Compared {
  return compareGoods(place, objectsIn(due), is, compareArticle);
}

/** What lies in a parcel: the order of its lines says nothing, and the core tells neither pictures nor ids of them. */
export function compareParcel(place: string, due: readonly Fields[], is: readonly CoreProduct[]): Compared {
  return compareGoods(place, bySku(due), bySku(is), () => SAME);
}

function bySku<Line extends { sku?: unknown }>(lines: readonly Line[]): Line[] {
  const key = ({ sku }: Line) => textOf(sku) ?? "";
  return [...lines].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function compareGoods(
  place: string,
  due: readonly Fields[],
  is: readonly CoreProduct[],
  besides: (place: string, said: Fields, held: CoreProduct) => Compared,
): Compared {
  if (due.length !== is.length) {
    return wrong("lines", `${place}: due are ${due.length} lines, the core holds ${is.length}`);
  }
  return together(
    due.flatMap((said, index) => {
      const held = is[index];
      if (held === undefined) return [];
      const at = `${place}[${index}]`;
      const pieces = `due is ${textOf(said.quantity)}, the core holds ${held.quantity}`;
      return [
        ...compareTexts(at, ["title", "sku"], said, held),
        Number(said.quantity) === held.quantity ? SAME : wrong("lines", `${at}.quantity: ${pieces}`),
        compareMoney(`${at}.price`, said.price, held.price),
        besides(at, said, held),
      ];
    }),
  );
}

function compareTexts(
  place: string,
  fields: readonly ("title" | "sku" | (typeof IDS)[number])[],
  said: Fields,
  held: CoreProduct,
): Compared[] {
  const differing = fields.filter((field) => textOf(said[field]) !== textOf(held[field]));
  return differing.map((field) => wrong("lines", `${place}.${field} is not what it should be`));
}

function compareArticle(place: string, said: Fields, held: CoreProduct): Compared {
  return together([...compareTexts(place, IDS, said, held), comparePictures(place, said, held)]);
}

function comparePictures(place: string, said: Fields, held: CoreProduct): Compared {
  const due = objectsIn(said.images).map(({ src }) => textOf(src));
  const is = (held.images ?? []).map(({ src }) => src);
  return JSON.stringify(due) === JSON.stringify(is)
    ? SAME
    : wrong("lines", `${place}.images: due are ${due.length}, the core holds ${is.length} or others`);
}
