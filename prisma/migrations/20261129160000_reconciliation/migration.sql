-- Walks over what changed in a shop, compared with our books. Kept after each step; one at most is under way in a shop.
CREATE TABLE "reconciliation" (
  "shop_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "changed_from" TIMESTAMPTZ(6) NOT NULL,
  "changed_to" TIMESTAMPTZ(6) NOT NULL,
  "after" TEXT,
  "listed_all" BOOLEAN NOT NULL,
  "todo" TEXT[],
  "listed" INTEGER NOT NULL,
  "repaired" INTEGER NOT NULL,
  "gone" INTEGER NOT NULL,
  "unread" INTEGER NOT NULL,
  "missing" INTEGER NOT NULL,
  "stale" INTEGER NOT NULL,
  "found" TEXT NOT NULL,
  "started_at" TIMESTAMPTZ(6) NOT NULL,
  "finished_at" TIMESTAMPTZ(6),
  CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("shop_id", "id")
);
CREATE INDEX "reconciliation_shop_id_started_at_idx" ON "reconciliation"("shop_id", "started_at");
