-- What the adapter of a platform and a shop agreed on (Shopware: secrets, address, credentials). Shopify's is in "session".
CREATE TABLE "shop_access" (
  "shop_id" UUID NOT NULL,
  "sealed" BYTEA NOT NULL,
  "reads_orders" BOOLEAN NOT NULL,
  "version" INTEGER NOT NULL,
  "changed_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "shop_access_pkey" PRIMARY KEY ("shop_id")
);
