-- Orders of which the shop wants to hear nothing more of what Karla knows (Shopify: an action of Flow).
CREATE TABLE "muted_order" (
  "shop_id" UUID NOT NULL,
  "order_id" TEXT NOT NULL,
  "muted_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "muted_order_pkey" PRIMARY KEY ("shop_id", "order_id")
);
