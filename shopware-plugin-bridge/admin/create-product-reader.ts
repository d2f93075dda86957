import { textOf } from "@karla/sync/json-fields";
import type { ProductRead, ProductReader } from "@karla/sync/product-reader";
import type { JsonObject } from "@karla/sync/read-json";
import { normaliseProduct } from "../product/normalise-product.ts";
import { PRODUCT_CRITERIA } from "../product/product-criteria.ts";
import { clientOfShop, type ShopClientDeps } from "./shop-client.ts";
import { ShopError } from "./shop-error.ts";

/** Products of a page, as many as the PHP plugin's pages have; each comes with all of its variants. */
const PAGE = 50;

/** Reads a shop's catalogue by the Admin API. Throws `ShopError`s. */
export function createProductReader(deps: ShopClientDeps): ProductReader {
  return {
    async list(shopId, after) {
      const client = await clientOfShop(deps, shopId);
      const filter: object[] = [{ type: "equals", field: "parentId", value: null }];
      // By the number that Shopware gives to each product it makes: an id cannot be compared by size.
      if (after !== null) filter.push({ type: "range", field: "autoIncrement", parameters: { gt: Number(after) } });
      const { entities } = await client.search("product", {
        limit: PAGE,
        "total-count-mode": 0,
        filter,
        sort: [{ field: "autoIncrement", order: "ASC" }],
        includes: { product: ["id", "autoIncrement"] },
      });
      const last = textOf(entities.at(-1)?.autoIncrement);
      if (entities.length > 0 && last === null) {
        throw new ShopError("a product has no number of its row", { kind: "contract" });
      }
      return { productIds: entities.map(idOf), after: entities.length < PAGE ? null : last };
    },
    async read(shopId, ids) {
      const client = await clientOfShop(deps, shopId);
      const { entities } = await client.search("product", { ...PRODUCT_CRITERIA, ids, limit: ids.length });
      const found = new Map(entities.map((entity) => [idOf(entity), entity]));
      return new Map(ids.map((id): [string, ProductRead] => [id, readAs(found.get(id), id)]));
    },
    async stillThere(shopId, ids) {
      const client = await clientOfShop(deps, shopId);
      const includes = { product: ["id"] };
      const { entities } = await client.search("product", { ids, limit: ids.length, "total-count-mode": 0, includes });
      return entities.map(idOf);
    },
  };
}

function readAs(entity: JsonObject | undefined, id: string): ProductRead {
  if (entity === undefined) return { outcome: "not_found" };
  const parent = textOf(entity.parentId);
  if (parent !== null) return { outcome: "variant_of", productId: parent };
  return { outcome: "product", product: normaliseProduct(entity, id) };
}

function idOf({ id }: JsonObject): string {
  const text = textOf(id);
  if (text === null) throw new ShopError("a product has no id", { kind: "contract" });
  return text;
}
