import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { Picture } from "@karla/sync/picture";
import type { PictureCache } from "@karla/sync/pictures";
import type { Pool } from "pg";
import { errorCode } from "./error-code.ts";
import { groupWrites } from "./group-writes.ts";
import type { Log } from "./log.ts";
import { createLru } from "./lru.ts";

/** Pictures that a process has at hand, of all shops together: some 300 bytes each. */
const AT_HAND = 20_000;
/** After that the database is asked again: another process may know better. */
const AT_HAND_MS = 60 * 60_000;
/** The same picture is not written anew more often than that. */
const KEPT_ANEW_MS = 24 * 60 * 60_000;
/** Orders whose pictures are written in one statement. */
const MOST_WRITES = 100;

interface Row {
  shop_id: ShopId;
  item_key: string;
  src: string | null;
  alt: string | null;
  read_at: Date;
}

const KNOWN =
  "SELECT shop_id, item_key, src, alt, read_at FROM variant_picture WHERE shop_id = $1 AND item_key = ANY($2)";

/** Rows in one order, as every writer takes them; each key once. The same picture is not written anew for a day. */
const KEEP = `
INSERT INTO variant_picture AS p (shop_id, item_key, src, alt, read_at)
SELECT DISTINCT ON (shop_id, item_key) * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
  AS n(shop_id, item_key, src, alt, read_at)
ORDER BY shop_id, item_key, read_at DESC
ON CONFLICT (shop_id, item_key) DO UPDATE SET src = excluded.src, alt = excluded.alt, read_at = excluded.read_at
WHERE p.read_at < excluded.read_at AND ((p.src, p.alt) IS DISTINCT FROM (excluded.src, excluded.alt)
  OR p.read_at < excluded.read_at - interval '1 day')`;

/** The pictures of shops' articles in the database, and in each process those that were needed last. */
export function createPicturesStore({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): PictureCache {
  const atHand = createLru<string, { picture: Picture; until: number }>(AT_HAND);
  const placeOf = (shopId: ShopId, key: string): string => `${shopId} ${key}`;

  function remember({ shop_id, item_key, src, alt, read_at }: Row): Picture {
    const place = placeOf(shop_id, item_key);
    const readAt = read_at.toISOString();
    const other = atHand.get(place)?.picture;
    const picture = other !== undefined && other.readAt > readAt ? other : { src, alt, readAt };
    atHand.set(place, { picture, until: clock.now() + AT_HAND_MS });
    return picture;
  }

  const write = groupWrites<readonly Row[], null>(async (orders) => {
    const rows = orders.flat();
    const values = [
      rows.map((row) => row.shop_id),
      rows.map((row) => row.item_key),
      rows.map((row) => row.src),
      rows.map((row) => row.alt),
      rows.map((row) => row.read_at),
    ];
    await pool.query({ name: "pictures-keep", text: KEEP, values });
    return orders.map(() => null);
  }, MOST_WRITES);

  /** Whether it says more than what is at hand. */
  function isNews({ shop_id, item_key, src, alt, read_at }: Row): boolean {
    const known = atHand.get(placeOf(shop_id, item_key))?.picture;
    if (known === undefined) return true;
    const laterMs = read_at.getTime() - Date.parse(known.readAt);
    return known.src === src && known.alt === alt ? laterMs > KEPT_ANEW_MS : laterMs > 0;
  }

  return {
    async known(shopId, keys) {
      const now = clock.now();
      const known = new Map<string, Picture>();
      for (const key of keys) {
        const held = atHand.get(placeOf(shopId, key));
        if (held !== undefined && held.until > now) known.set(key, held.picture);
      }
      const asked = keys.filter((key) => !known.has(key));
      if (asked.length === 0) return known;
      const { rows } = await pool.query<Row>({ name: "pictures-known", text: KNOWN, values: [shopId, asked] });
      for (const row of rows) known.set(row.item_key, remember(row));
      return known;
    },
    async keep(shopId, pictures) {
      const rows = Object.entries(pictures).flatMap(([item_key, { src, alt, readAt }]): Row[] => {
        const read_at = new Date(readAt);
        return Number.isNaN(read_at.getTime()) ? [] : [{ shop_id: shopId, item_key, src, alt, read_at }];
      });
      const news = rows.filter(isNews);
      if (news.length === 0) return;
      try {
        await write(news);
        for (const row of news) remember(row);
      } catch (error) {
        log.warn({ shopId, code: errorCode(error) }, "pictures could not be kept: they are read again");
      }
    },
  };
}
