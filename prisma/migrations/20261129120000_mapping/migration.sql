-- A shop's mapping: what the merchant works on, what was published, and who did what. A delivery names the version it used.
CREATE TABLE "mapping_draft" (
  "shop_id" UUID NOT NULL,
  "document" TEXT NOT NULL,
  "revision" INTEGER NOT NULL,
  "based_on" INTEGER,
  "saved_at" TIMESTAMPTZ(6) NOT NULL,
  "saved_by" TEXT NOT NULL,
  CONSTRAINT "mapping_draft_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "mapping_version" (
  "shop_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "document" TEXT NOT NULL,
  "published_at" TIMESTAMPTZ(6) NOT NULL,
  "published_by" TEXT NOT NULL,
  "restored" INTEGER,
  CONSTRAINT "mapping_version_pkey" PRIMARY KEY ("shop_id", "version")
);

CREATE TABLE "mapping_change" (
  "shop_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL,
  "by" TEXT NOT NULL,
  "action" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  CONSTRAINT "mapping_change_pkey" PRIMARY KEY ("shop_id", "id")
);
CREATE INDEX "mapping_change_shop_id_at_idx" ON "mapping_change"("shop_id", "at");

ALTER TABLE "delivery" ADD COLUMN "mapping_version" INTEGER;
