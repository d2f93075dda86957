-- A late call of a worker that had lost its lease is noted on the lane, which every turn touches first: whatever turn is under
-- way meanwhile cannot take it for its own, and the next one sends the order again.
ALTER TABLE "lane" ADD COLUMN "resend_arrival" BIGINT;
