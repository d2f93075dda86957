import type { Clock } from "@karla/sync/clock";
import type { ProblemNotices } from "@karla/sync/problem-notices";
import type { ProblemCode } from "@karla/sync/shops";
import type { Pool } from "pg";
import { type AboutRow, aboutOf, PROBLEMS_WITH_REQUESTS } from "./problem-about.ts";

const OF_SHOP = `
SELECT code, about, requests, first_asked_at, opened_at AS "openedAt", closed_at IS NULL AS "isOpen", told_at AS "toldAt",
  over_told_at AS "overToldAt"
FROM ${PROBLEMS_WITH_REQUESTS} WHERE p.shop_id = $1 ORDER BY opened_at, code`;

const TOLD = "UPDATE problem SET told_at = $3 WHERE shop_id = $1 AND code = $2";

const OVER_TOLD = "UPDATE problem SET over_told_at = $3 WHERE shop_id = $1 AND code = $2";

interface Row extends AboutRow {
  code: ProblemCode;
  openedAt: Date;
  isOpen: boolean;
  toldAt: Date | null;
  overToldAt: Date | null;
}

/** In the rows of the problems: one that opens anew still knows when the last one was told. */
export function createProblemNoticesStore({ pool, clock }: { pool: Pool; clock: Clock }): ProblemNotices {
  return {
    async of(shopId) {
      const { rows } = await pool.query<Row>(OF_SHOP, [shopId]);
      return rows.map(({ code, openedAt, isOpen, toldAt, overToldAt, ...about }) => ({
        code,
        about: aboutOf(about, clock.now()),
        openedAt: openedAt.getTime(),
        isOpen,
        toldAt: toldAt?.getTime() ?? null,
        overToldAt: overToldAt?.getTime() ?? null,
      }));
    },
    async told(shopId, code) {
      await pool.query(TOLD, [shopId, code, new Date(clock.now())]);
    },
    async overTold(shopId, code) {
      await pool.query(OVER_TOLD, [shopId, code, new Date(clock.now())]);
    },
  };
}
