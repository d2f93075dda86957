-- What a problem is about, as JSON of names and words: which field, which order.
ALTER TABLE "problem" ADD COLUMN "about" TEXT;
