-- What was erased must not come back: keyed hashes of orders, customers and shops, kept for good.
CREATE TABLE "tombstone" (
  "shop_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "mark" BYTEA NOT NULL,
  "key_id" TEXT NOT NULL,
  "erased_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "tombstone_pkey" PRIMARY KEY ("shop_id", "kind", "mark")
);

-- The receipts of what was erased, and how far an erasure has come.
CREATE TABLE "erasure" (
  "shop_id" UUID NOT NULL,
  "request" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "asked_by" TEXT NOT NULL,
  "asked_at" TIMESTAMPTZ(6) NOT NULL,
  "started_at" TIMESTAMPTZ(6) NOT NULL,
  "finished_at" TIMESTAMPTZ(6),
  "outcome" TEXT,
  "orders" INTEGER NOT NULL DEFAULT 0,
  "given_to_core" INTEGER NOT NULL DEFAULT 0,
  "rows" TEXT NOT NULL DEFAULT '{}',
  "progress" TEXT,
  CONSTRAINT "erasure_pkey" PRIMARY KEY ("shop_id", "request")
);
