-- Each platform's shops have a worker of their own: a claim looks at the lanes of one platform. All lanes so far are of shops
-- that are known, but for those of a first event that no worker has seen yet.
ALTER TABLE "lane" ADD COLUMN "platform" TEXT;
UPDATE "lane" l SET "platform" = coalesce(
  (SELECT s."platform" FROM "shop" s WHERE s."shop_id" = l."shop_id"),
  (SELECT min(e."source") FROM "inbox_event" e WHERE e."shop_id" = l."shop_id" AND e."lane_key" = l."lane_key"),
  'shopify'
);
ALTER TABLE "lane" ALTER COLUMN "platform" SET NOT NULL;
DROP INDEX "lane_due";
CREATE INDEX "lane_due" ON "lane"("platform", "shop_id", "due_at") WHERE "due_at" IS NOT NULL;
