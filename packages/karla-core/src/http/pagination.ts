import { z } from "zod";

const positive = (max: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "not a positive integer")
    .transform(Number)
    .refine((n) => n <= max, `at most ${max}`);

/** `page` (from 1) and `per_page` (1..100, default 30). Answers are bare arrays: fewer than `per_page` is the last page. */
export const pagination = { page: positive(100_000_000).default(1), per_page: positive(100).default(30) };

/** `limit … offset …` of a page. */
export function pageSql({ page, per_page }: { page: number; per_page: number }): string {
  return `limit ${per_page} offset ${(page - 1) * per_page}`;
}
