-- Whoever wakes a lane while a turn is under way in it says until when: what that turn puts off, it has decided by what was true
-- before. The next lease that begins at this instant or later takes it away.
ALTER TABLE "lane" ADD COLUMN "woken_at" TIMESTAMPTZ(6);
