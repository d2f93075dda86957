-- The platform's own id of a shop, by which it is known again under another name.
ALTER TABLE "shop" ADD COLUMN "platform_id" TEXT;
CREATE INDEX "shop_platform_id_idx" ON "shop"("platform_id");
-- The names of a tenant.
CREATE INDEX "shop_alias_shop_id_idx" ON "shop_alias"("shop_id");
