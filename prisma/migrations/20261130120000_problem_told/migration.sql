-- When the merchant was last told of a problem by his platform (Shopware: a notification in the administration).
ALTER TABLE "problem" ADD COLUMN "told_at" TIMESTAMPTZ(6);
