import type { BaseProduct, Product } from "../wire/product.ts";

function baseProduct({ title, quantity, price, size, images, sku, weight, tax_lines }: BaseProduct) {
  return {
    title: title ?? null,
    quantity: quantity ?? null,
    price: price ?? null,
    size: size ?? null,
    images: images.map(({ src, alt }) => ({ src, alt: alt ?? null })),
    sku: sku ?? null,
    weight: weight ?? null,
    tax_lines: tax_lines.map((tax) => ({
      currency: tax.currency ?? null,
      price: tax.price ?? null,
      rate: tax.rate ?? null,
      title: tax.title ?? null,
    })),
  };
}

/** `ProductSchema`, as it stands in a parcel: without the ids an order's line has. */
export function parcelProduct(product: Product) {
  return { ...baseProduct(product), bundled_products: product.bundled_products.map(baseProduct) };
}

/** `ProductDTO`, as it stands in an order. */
export function orderProduct(product: Product) {
  return {
    ...parcelProduct(product),
    shipment_id: product.shipment_id ?? null,
    type: product.type,
    product_id: product.product_id ?? null,
    variant_id: product.variant_id ?? null,
  };
}
