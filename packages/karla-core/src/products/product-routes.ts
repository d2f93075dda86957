import { Hono } from "hono";
import { inTransaction } from "../db/in-transaction.ts";
import type { CoreContext, CoreDeps } from "../http/core-context.ts";
import { parseBody } from "../http/parse-request.ts";
import { access } from "../keys/access.ts";
import { productVariant, productVariants } from "../wire/product-variant.ts";
import { deleteProduct, type VariantKey, writeVariant } from "./product-store.ts";

/** `/shops/{slug}/products`: the shop's catalogue, which campaigns choose from. */
export function productRoutes({ pool, clock }: CoreDeps) {
  const app = new Hono<CoreContext>();

  app.put("/shops/:slug/products/:product_id/variants/:variant_id", access(pool, "editor"), async (c) => {
    const body = parseBody(c, productVariant);
    if (body.outcome === "refused") return body.answer;
    const { product_id: productId, variant_id: variantId } = c.req.param();
    await writeVariant(pool, c.var.shop, { productId, variantId, document: body.value, at: new Date(clock.now()) });
    return c.json({});
  });

  // All or nothing. Sorted, so that two requests with the same variants wait for each other instead of deadlocking.
  app.post("/shops/:slug/products", access(pool, "editor"), async (c) => {
    const body = parseBody(c, productVariants);
    if (body.outcome === "refused") return body.answer;
    const at = new Date(clock.now());
    const writes = body.value
      .map(({ product_id, variant_id, ...document }) => ({
        productId: product_id,
        variantId: variant_id,
        document,
        at,
      }))
      .toSorted(byKey);
    await inTransaction(pool, async (tx) => {
      for (const write of writes) await writeVariant(tx, c.var.shop, write);
    });
    return c.json({});
  });

  app.delete("/shops/:slug/products/:product_id", access(pool, "editor"), async (c) => {
    await deleteProduct(pool, c.var.shop, c.req.param("product_id"));
    return c.json({});
  });

  return app;
}

/** Stable: of one variant that is there twice the later one counts. */
function byKey(a: VariantKey, b: VariantKey): number {
  return compare(a.productId, b.productId) || compare(a.variantId, b.variantId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
