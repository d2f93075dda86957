import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SHOP_A } from "../../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../../test/setup/migrated-database.ts";
import { DAY_MS, sweptStore } from "./swept.fixture.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

const Row = fc.record({
  lane: fc.constantFrom("shop", "1", "2", "karla/1", "redact/1"),
  /** Days since the beginning. */
  received: fc.integer({ min: 0, max: 119 }),
  took: fc.nat({ max: 60 }),
  state: fc.constantFrom("pending", "done", "quarantined"),
  isRequest: fc.boolean(),
  hasBody: fc.boolean(),
});
const Rows = fc.array(Row, { maxLength: 40 });
type Row = typeof Row extends fc.Arbitrary<infer T> ? T : never;

const TODAY = 120;
/** At noon: no age is a whole number of days. */
const finishedOn = ({ received, took }: Pick<Row, "received" | "took">) => Math.min(received + took, TODAY - 1) + 0.5;
/** Said once more, in other words: of each row whether it is there after a sweep, and with its bytes. */
function expected(
  { lane, received, took, state, isRequest, hasBody }: Row,
  isTold: boolean,
): [isThere: boolean, isKept: boolean] {
  if (state === "pending") return [true, hasBody];
  const age = TODAY - finishedOn({ received, took });
  const isWanted =
    (lane === "shop" && isRequest) || (lane === "redact/1" && state === "done") || (lane === "karla/1" && !isTold);
  const isKept = hasBody && (isWanted || age <= (state === "done" ? 7 : 30));
  return [isKept || age <= 90, isKept];
}

test("whatever the inbox holds, a sweep takes what is past its time and nothing else, and a second one nothing", async () => {
  await fc.assert(
    fc.asyncProperty(Rows, fc.boolean(), async (rows, isTold) => {
      await database.pool.query("TRUNCATE inbox_event, lane, outbox, sweep");
      const swept = sweptStore(database.pool);
      const day = (days: number) => new Date(swept.START + days * DAY_MS);
      await database.pool.query(
        "INSERT INTO lane (shop_id, lane_key, platform) SELECT $1, unnest($2::text[]), 'shopify'",
        [SHOP_A, ["shop", "1", "2", "karla/1", "redact/1"]],
      );
      await database.pool.query(
        `INSERT INTO outbox (shop_id, lane_key, effect, version, state, due_at, created_at) VALUES ($1, 'karla/1', 'announce', 1, $2, $3, $3)`,
        [SHOP_A, isTold ? "delivered" : "pending", day(119)],
      );
      for (const [n, { lane, received, took, state, isRequest, hasBody }] of rows.entries()) {
        const finished = state === "pending" ? null : day(finishedOn({ received, took }));
        await database.pool.query(
          `INSERT INTO inbox_event (shop_id, source, event_key, body_hash, topic, lane_key, headers, body, received_at, state, reason, finished_at)
           VALUES ($1, 'shopify', $2, '', 't', $3, '{}', $4, $5, $6, $7, $8)`,
          [
            SHOP_A,
            Buffer.from([n]),
            lane,
            hasBody ? Buffer.from("{}") : null,
            day(received),
            state,
            isRequest ? "data_request" : null,
            finished,
          ],
        );
      }
      await swept.sweepAt(day(TODAY).getTime());
      const found = await database.pool.query<{ n: number; kept: boolean }>(
        "SELECT get_byte(event_key, 0) AS n, body IS NOT NULL AS kept FROM inbox_event",
      );
      const left = new Map(found.rows.map(({ n, kept }) => [n, kept]));
      const outcome = rows.map((_, n): [boolean, boolean] => [left.has(n), left.get(n) ?? false]);
      expect(outcome).toEqual(rows.map((row) => expected(row, isTold)));
      expect(await swept.sweepAt(day(TODAY).getTime() + 6 * 60 * 60_000)).toEqual({});
    }),
    { numRuns: 25 },
  );
});
