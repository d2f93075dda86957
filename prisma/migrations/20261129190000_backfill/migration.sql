-- Imports of a shop's orders. Kept after each step; one at most is under way or paused in a shop.
CREATE TABLE "backfill" (
  "shop_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "placed_from" TIMESTAMPTZ(6) NOT NULL,
  "placed_to" TIMESTAMPTZ(6) NOT NULL,
  "windows" TEXT NOT NULL,
  "file_id" TEXT,
  "read_to" BIGINT NOT NULL,
  "next_file_id" TEXT,
  "total" INTEGER,
  "done" INTEGER NOT NULL,
  "read_singly" INTEGER NOT NULL,
  "unread" INTEGER NOT NULL,
  "reach" TIMESTAMPTZ(6),
  "state" TEXT NOT NULL,
  "started_at" TIMESTAMPTZ(6) NOT NULL,
  "busy_ms" BIGINT NOT NULL,
  "finished_at" TIMESTAMPTZ(6),
  CONSTRAINT "backfill_pkey" PRIMARY KEY ("shop_id", "id")
);
CREATE INDEX "backfill_shop_id_started_at_idx" ON "backfill"("shop_id", "started_at");
CREATE UNIQUE INDEX "backfill_under_way" ON "backfill"("shop_id") WHERE finished_at IS NULL;
