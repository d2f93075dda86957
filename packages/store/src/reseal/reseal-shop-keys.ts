import type { ShopId } from "@karla/sync/ids";
import { headerFor } from "../secret-box.ts";
import { unwrapDataKey, wrapDataKey } from "../shop-keys.ts";
import { BATCH, changes, FIRST_ID, type Resealing, type ResealingDeps } from "./resealing.ts";

interface Row {
  shop_id: ShopId;
  wrapped_key: Buffer;
}

const READ = `
SELECT shop_id, wrapped_key FROM shop
WHERE shop_id > $2 AND substring(wrapped_key FROM 1 FOR length($1::bytea)) <> $1 ORDER BY shop_id LIMIT ${BATCH}`;
const CHANGE = "UPDATE shop SET wrapped_key = $3 WHERE shop_id = $1 AND wrapped_key = $2";

/** The data keys of shops. What they sealed stays as it is. */
export function resealShopKeys({ pool, master }: ResealingDeps): Resealing<Row> {
  return {
    async read(after) {
      return (await pool.query<Row>(READ, [headerFor(master.current), after?.shop_id ?? FIRST_ID])).rows;
    },
    reseal({ shop_id: shopId, wrapped_key: wrapped }) {
      const again = wrapDataKey(master, shopId, unwrapDataKey(master, shopId, wrapped));
      return changes({ pool }, CHANGE, [shopId, wrapped, again]);
    },
  };
}
