-- The version of the shop's mapping that a replay sends the order with; a worker that does not know of it sends with the published one.
ALTER TABLE "outbox" ADD COLUMN "mapping_version" INTEGER;
