import type { ShopId } from "@karla/sync/ids";
import type { Source } from "@karla/sync/inbox";
import { createBodyBox } from "../body-box.ts";
import { createInboxKeys } from "../inbox-keys.ts";
import { headerFor } from "../secret-box.ts";
import { BATCH, changes, FIRST_ID, type Resealing, type ResealingDeps } from "./resealing.ts";

interface Row {
  shop_id: ShopId;
  source: Source;
  event_key: Buffer;
  body_hash: Buffer;
  body: Buffer;
}

const READ = `
SELECT shop_id, source, event_key, body_hash, body FROM inbox_event
WHERE (shop_id, source, event_key, body_hash) > ($2, $3, $4, $5)
  AND substring(body FROM 1 FOR length($1::bytea)) <> $1
ORDER BY shop_id, source, event_key, body_hash LIMIT ${BATCH}`;
const CHANGE = `
UPDATE inbox_event SET body = $6
WHERE shop_id = $1 AND source = $2 AND event_key = $3 AND body_hash = $4 AND body = $5`;

/** Raw events that are still kept. */
export function resealBodies({ pool, master }: ResealingDeps): Resealing<Row> {
  const bodies = createBodyBox(createInboxKeys({ master }));
  return {
    async read(after) {
      const from = after === null ? [FIRST_ID, "", Buffer.alloc(0), Buffer.alloc(0)] : keyOf(after);
      return (await pool.query<Row>(READ, [headerFor(master.current), ...from])).rows;
    },
    reseal(row) {
      const { shop_id: shopId, source, event_key: eventKey, body_hash: bodyHash, body } = row;
      const event = { shopId, source, eventKey, bodyHash };
      const again = bodies.seal(event, bodies.open(event, body));
      return changes({ pool }, CHANGE, [...keyOf(row), body, again]);
    },
  };
}

function keyOf({ shop_id, source, event_key, body_hash }: Row): unknown[] {
  return [shop_id, source, event_key, body_hash];
}
