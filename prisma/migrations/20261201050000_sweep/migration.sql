-- How far the sweep is that removes what is past its time: one for the database, whichever worker goes on with it.
CREATE TABLE "sweep" (
  "id" TEXT NOT NULL,
  "shop_id" UUID,
  "lane_key" TEXT,
  "started_at" TIMESTAMPTZ(6),
  "finished_at" TIMESTAMPTZ(6),
  "oldest_so_far" TIMESTAMPTZ(6),
  "oldest_body_at" TIMESTAMPTZ(6),
  "lease_token" UUID,
  "leased_until" TIMESTAMPTZ(6),
  CONSTRAINT "sweep_pkey" PRIMARY KEY ("id")
);
