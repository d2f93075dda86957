import { columnText } from "../db/column-text.ts";
import type { Queryable } from "../db/in-transaction.ts";
import type { Shop } from "../http/core-context.ts";
import type { ProductVariant } from "../wire/product-variant.ts";

/** Which variant of which product, by the shop's own ids. A product without variants is its own only variant. */
export interface VariantKey {
  readonly productId: string;
  readonly variantId: string;
}

/** Keeps a variant as it was sent last. */
export async function writeVariant(
  db: Queryable,
  shop: Shop,
  { productId, variantId, document, at }: VariantKey & { readonly document: ProductVariant; readonly at: Date },
): Promise<void> {
  await db.query(
    `insert into karla_core.product_variant (shop_id, product_id, variant_id, document, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $5)
     on conflict (shop_id, product_id, variant_id) do update set document = excluded.document, updated_at = excluded.updated_at`,
    [shop.id, columnText(productId), columnText(variantId), JSON.stringify(document), at],
  );
}

/** Deletes a product with all of its variants. One that is not there is deleted already. */
export async function deleteProduct(db: Queryable, shop: Shop, productId: string): Promise<void> {
  await db.query("delete from karla_core.product_variant where shop_id = $1 and product_id = $2", [
    shop.id,
    columnText(productId),
  ]);
}

/** All variants of a shop's catalogue, as `ProductVariantBulkItem`s. The contract has no way to ask for them: the sandbox does. */
export async function readCatalogue(db: Queryable, slug: string): Promise<object[]> {
  const { rows } = await db.query<{ product_id: string; variant_id: string; document: ProductVariant }>(
    `select p.product_id, p.variant_id, p.document from karla_core.product_variant p
     join karla_core.shop s on s.id = p.shop_id where s.slug = $1 order by p.product_id, p.variant_id`,
    [columnText(slug)],
  );
  return rows.map(({ product_id, variant_id, document }) => ({ product_id, variant_id, ...document }));
}
