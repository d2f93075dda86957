-- The forms for claims that customers of a storefront sent: each makes one claim (Shopify: the app proxy).
CREATE TABLE "claim_form" (
  "shop_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "lease_token" UUID NOT NULL,
  "leased_until" TIMESTAMPTZ(6) NOT NULL,
  "content_hash" BYTEA,
  "begun_at" TIMESTAMPTZ(6),
  "claim_id" TEXT,
  "expires_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "claim_form_pkey" PRIMARY KEY ("shop_id", "id")
);
