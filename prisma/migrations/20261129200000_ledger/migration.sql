-- Each order that a reconciliation found, with what became of it. Rows are added, never changed.
CREATE TABLE "ledger_find" (
  "shop_id" UUID NOT NULL,
  "reconciliation_id" UUID NOT NULL,
  "order_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "placed_at" TIMESTAMPTZ(6) NOT NULL,
  "why" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "found_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "ledger_find_pkey" PRIMARY KEY ("shop_id", "reconciliation_id", "order_id")
);
CREATE INDEX "ledger_find_shop_id_placed_at_idx" ON "ledger_find"("shop_id", "placed_at");
CREATE INDEX "ledger_find_shop_id_order_id_idx" ON "ledger_find"("shop_id", "order_id");

-- The orders of one day as the shop, our books and the core have them. A day has many; what is finished is not changed.
CREATE TABLE "day_account" (
  "shop_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "day" TEXT NOT NULL,
  "zone" TEXT NOT NULL,
  "placed_from" TIMESTAMPTZ(6) NOT NULL,
  "placed_to" TIMESTAMPTZ(6) NOT NULL,
  "in_shop" INTEGER NOT NULL,
  "in_books" INTEGER NOT NULL,
  "in_core" INTEGER NOT NULL,
  "skipped" TEXT NOT NULL,
  "missing" INTEGER NOT NULL,
  "gaps" TEXT NOT NULL,
  "worst_delay_ms" DOUBLE PRECISION,
  "started_at" TIMESTAMPTZ(6) NOT NULL,
  "finished_at" TIMESTAMPTZ(6),
  "progress" TEXT,
  CONSTRAINT "day_account_pkey" PRIMARY KEY ("shop_id", "id")
);
CREATE INDEX "day_account_shop_id_day_finished_at_idx" ON "day_account"("shop_id", "day", "finished_at");

-- What was found so far becomes rows. When these orders were placed was not kept: they were found within a quarter of an hour.
INSERT INTO "ledger_find"
SELECT r."shop_id", r."id", f.value->>'id', f.value->>'name', r."started_at", f.value->>'why', 'repaired',
  coalesce(r."finished_at", r."started_at")
FROM "reconciliation" r, jsonb_array_elements(r."found"::jsonb) f
WHERE NOT f.value->>'id' = ANY (coalesce(r."todo", '{}'))
ON CONFLICT DO NOTHING;

-- What is still to be read is known by name from now on.
ALTER TABLE "reconciliation" ADD COLUMN "to_read" TEXT;
UPDATE "reconciliation" r SET "to_read" = coalesce((
  SELECT jsonb_agg(jsonb_build_object(
    'id', t.id,
    'name', coalesce(f.value->>'name', t.id),
    'placedAt', to_char(r."started_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'why', coalesce(f.value->>'why', 'missing')
  ))
  FROM unnest(r."todo") AS t(id)
    LEFT JOIN jsonb_array_elements(r."found"::jsonb) f ON f.value->>'id' = t.id
)::text, '[]');
ALTER TABLE "reconciliation" DROP COLUMN "todo";
ALTER TABLE "reconciliation" DROP COLUMN "found";
ALTER TABLE "reconciliation" RENAME COLUMN "to_read" TO "todo";
ALTER TABLE "reconciliation" ALTER COLUMN "todo" SET NOT NULL;
