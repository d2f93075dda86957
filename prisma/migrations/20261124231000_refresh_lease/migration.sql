-- CreateTable
CREATE TABLE "refresh_lease" (
    "shop_id" UUID NOT NULL,
    "token" UUID NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "refresh_lease_pkey" PRIMARY KEY ("shop_id")
);
