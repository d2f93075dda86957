-- What the core was given of a shop's catalogue, which cannot be asked for, and the way through all of it.
CREATE TABLE "given_variant" (
  "shop_id" UUID NOT NULL,
  "slug" TEXT NOT NULL,
  "product_id" TEXT NOT NULL,
  "variant_id" TEXT NOT NULL,
  "hash" TEXT,
  CONSTRAINT "given_variant_pkey" PRIMARY KEY ("shop_id", "product_id", "slug", "variant_id")
);
CREATE INDEX "given_variant_shop_id_variant_id_idx" ON "given_variant"("shop_id", "variant_id");

CREATE TABLE "product_walk" (
  "shop_id" UUID NOT NULL,
  "asked_at" TIMESTAMPTZ(6) NOT NULL,
  "started_at" TIMESTAMPTZ(6),
  "phase" TEXT NOT NULL,
  "after" TEXT,
  "done" INTEGER NOT NULL,
  "finished_at" TIMESTAMPTZ(6),
  CONSTRAINT "product_walk_pkey" PRIMARY KEY ("shop_id")
);
