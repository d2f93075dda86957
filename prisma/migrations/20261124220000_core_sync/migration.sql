-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "core_sync" TEXT NOT NULL DEFAULT 'unchecked';
