-- A sealed body does not get smaller: PostgreSQL need not try. Up to a page it stays in its row, where it was written at
-- once, and is not cut into pieces in a table of its own.
ALTER TABLE "inbox_event" ALTER COLUMN "body" SET STORAGE EXTERNAL;
ALTER TABLE "inbox_event" SET (toast_tuple_target = 8160);
