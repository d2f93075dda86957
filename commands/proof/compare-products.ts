import type { CoreProduct } from "./core-order.ts";
import type { Difference } from "./difference.ts";
import type { ExpectedOrder, ExpectedProduct } from "./expected.ts";
import { sameDecimal } from "./same-decimal.ts";

/** Products in any order. Lines of the same article are counted together: three and one are four. No picture is ever another's. */
export function compareProducts(
  field: string,
  expected: readonly ExpectedProduct[],
  actual: readonly CoreProduct[],
  pictures: ExpectedOrder["pictures"] = "told",
): Difference[] {
  const left = [...actual];
  const missing: ExpectedProduct[] = [];
  for (const wanted of summedUp(expected)) {
    const found = left.filter(
      (product) => isSame(wanted, product) && isShown(wanted.picture, product.images ?? [], pictures),
    );
    const quantity = found.reduce((sum, product) => sum + (product.quantity ?? 0), 0);
    if (quantity !== wanted.quantity) missing.push(wanted);
    else for (const product of found) left.splice(left.indexOf(product), 1);
  }
  if (missing.length === 0 && left.length === 0) return [];
  return [{ field, expected: JSON.stringify(missing), actual: JSON.stringify(left) }];
}

function summedUp(products: readonly ExpectedProduct[]): ExpectedProduct[] {
  const sums = new Map<string, ExpectedProduct>();
  for (const product of products) {
    const { quantity, ...article } = product;
    const key = JSON.stringify(article);
    sums.set(key, { ...product, quantity: quantity + (sums.get(key)?.quantity ?? 0) });
  }
  return [...sums.values()];
}

function isSame(expected: ExpectedProduct, actual: CoreProduct): boolean {
  const { title, price, sku, product_id, variant_id, tax_lines } = actual;
  return (
    title === expected.title &&
    sameDecimal(expected.price, price ?? "") &&
    (sku ?? null) === expected.sku &&
    (product_id ?? null) === expected.product_id &&
    (variant_id ?? null) === expected.variant_id &&
    sameTaxes(expected.tax_lines, tax_lines ?? [])
  );
}

function isShown(
  picture: ExpectedProduct["picture"],
  images: NonNullable<CoreProduct["images"]>,
  pictures: ExpectedOrder["pictures"],
): boolean {
  if (images.length === 0) return picture === null || pictures === "perhaps";
  return images.length === 1 && images.every(({ src, alt }) => src === picture?.src && (alt ?? null) === picture.alt);
}

function sameTaxes(expected: ExpectedProduct["tax_lines"], actual: NonNullable<CoreProduct["tax_lines"]>): boolean {
  return (
    expected.length === actual.length &&
    expected.every(({ title, price, rate, currency }) =>
      actual.some(
        (tax) =>
          (tax.title ?? null) === title &&
          tax.currency === currency &&
          sameDecimal(price, tax.price ?? "") &&
          sameDecimal(rate, tax.rate ?? ""),
      ),
    )
  );
}
