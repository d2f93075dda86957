-- Where the core sends the events of a shop, and what it signs them with.
CREATE TABLE "karla_webhook" (
  "shop_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "slug" TEXT NOT NULL,
  "secret" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "karla_webhook_pkey" PRIMARY KEY ("shop_id", "id")
);
-- A request names nothing but the last part of its path.
CREATE INDEX "karla_webhook_id_idx" ON "karla_webhook"("id");

-- Shops that have the app already are subscribed as those that install it are: with the next turn of their own lane.
INSERT INTO "outbox" ("shop_id", "lane_key", "effect", "version", "due_at", "created_at")
SELECT "shop_id", "lane_key", 'subscribe', 0, "due_at", "created_at" FROM "outbox"
WHERE "effect" = 'reconcile' AND "state" = 'pending'
ON CONFLICT DO NOTHING;
