-- When the merchant was last told by his platform that a problem is over (Shopify: a trigger of Flow).
ALTER TABLE "problem" ADD COLUMN "over_told_at" TIMESTAMPTZ(6);
