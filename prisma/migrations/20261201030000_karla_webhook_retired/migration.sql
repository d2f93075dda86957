-- A webhook at the core that another one takes the place of: what comes to it is still taken for a while.
ALTER TABLE "karla_webhook" ADD COLUMN "retired_at" TIMESTAMPTZ(6);
