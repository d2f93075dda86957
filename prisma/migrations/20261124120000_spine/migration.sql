-- CreateTable
CREATE TABLE "inbox_event" (
    "shop_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "event_key" BYTEA NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "topic" TEXT NOT NULL,
    "lane_key" TEXT NOT NULL,
    "headers" TEXT NOT NULL,
    "body" BYTEA,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "detail" TEXT,
    "deaths" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "inbox_event_pkey" PRIMARY KEY ("shop_id","source","event_key","body_hash")
);

-- CreateTable
CREATE TABLE "lane" (
    "shop_id" UUID NOT NULL,
    "lane_key" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6),
    "arrivals" BIGINT NOT NULL DEFAULT 0,
    "lease_token" UUID,
    "leased_until" TIMESTAMPTZ(6),
    "leased_events" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("shop_id","lane_key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "shop_id" UUID NOT NULL,
    "lane_key" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "detail" TEXT,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "started" INTEGER NOT NULL DEFAULT 0,
    "finished" INTEGER NOT NULL DEFAULT 0,
    "refusals" INTEGER NOT NULL DEFAULT 0,
    "first_tried_at" TIMESTAMPTZ(6),
    "open_ms_at_first" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "delivered_at" TIMESTAMPTZ(6),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("shop_id","lane_key","effect")
);

-- CreateTable
CREATE TABLE "shop_order" (
    "shop_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "name" TEXT,
    "state" BYTEA,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "delivered" TEXT,
    "observed_at" TIMESTAMPTZ(6),
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "delivered_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shop_order_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lane_key" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "http_status" INTEGER,
    "payload_hash" BYTEA,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "duration_ms" INTEGER NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "problem" (
    "shop_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "closed_at" TIMESTAMPTZ(6),

    CONSTRAINT "problem_pkey" PRIMARY KEY ("shop_id","code")
);

-- CreateTable
CREATE TABLE "breaker" (
    "shop_id" UUID NOT NULL,
    "destination" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(6),
    "reason" TEXT,
    "probe_at" TIMESTAMPTZ(6),
    "hold_until" TIMESTAMPTZ(6),
    "open_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "breaker_pkey" PRIMARY KEY ("shop_id","destination")
);

-- CreateTable
CREATE TABLE "shop" (
    "shop_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "domain" TEXT,
    "wrapped_key" BYTEA NOT NULL,
    "settings" TEXT NOT NULL DEFAULT '{}',
    "connection" BYTEA,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "shop_alias" (
    "alias_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,

    CONSTRAINT "shop_alias_pkey" PRIMARY KEY ("alias_id")
);

-- CreateIndex
CREATE INDEX "inbox_event_shop_id_lane_key_received_at_idx" ON "inbox_event"("shop_id", "lane_key", "received_at");

-- CreateIndex
CREATE INDEX "shop_order_shop_id_updated_at_idx" ON "shop_order"("shop_id", "updated_at");

-- CreateIndex
CREATE INDEX "delivery_shop_id_lane_key_started_at_idx" ON "delivery"("shop_id", "lane_key", "started_at");

-- Partial, hence by hand: only lanes with something to do, so that a claim never walks past idle ones.
CREATE INDEX "lane_due" ON "lane"("shop_id", "due_at") WHERE "due_at" IS NOT NULL;
