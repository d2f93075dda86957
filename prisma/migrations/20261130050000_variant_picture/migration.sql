-- What a shop's articles look like, as it was last read: most orders need not ask.
CREATE TABLE "variant_picture" (
  "shop_id" UUID NOT NULL,
  "item_key" TEXT NOT NULL,
  "src" TEXT,
  "alt" TEXT,
  "read_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "variant_picture_pkey" PRIMARY KEY ("shop_id", "item_key")
);
