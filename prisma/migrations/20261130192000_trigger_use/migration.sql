-- Which of the app's triggers the shop's own automations use, as its platform said last (Shopify Flow).
CREATE TABLE "trigger_use" (
  "shop_id" UUID NOT NULL,
  "trigger" TEXT NOT NULL,
  "is_used" BOOLEAN NOT NULL,
  "said_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "trigger_use_pkey" PRIMARY KEY ("shop_id", "trigger")
);
