-- An account names the orders that were left out. What was counted before names none.
ALTER TABLE "day_account" ADD COLUMN "left_out" TEXT NOT NULL DEFAULT '[]';
