-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "access_ended_at" TIMESTAMPTZ(6);

-- CreateIndex
CREATE INDEX "shop_domain_idx" ON "shop"("domain");
