import type { ShopId } from "@karla/sync/ids";
import type { Pool } from "pg";
import { z } from "zod";
import { OPEN_DATA_REQUESTS } from "./data-requests-store.ts";

/** What was asked to be erased, or to be told, and what came of it. Instants are ISO 8601. */
export interface Receipt {
  shopId: string;
  /** The lane of the request; of a `data_request` the key of its event. */
  request: string;
  /** customer, shop, restored, data_request */
  kind: string;
  /** Topic of the message that asked for it. */
  askedBy: string;
  askedAt: string;
  finishedAt: string | null;
  /** Null until it is finished. */
  outcome: string | null;
  orders: number;
  /** Of the orders, those that the core was given. It erases none by itself: somebody has to ask Karla. */
  givenToCore: number;
  /** How many of each table. */
  rows: Record<string, number>;
}

export interface Receipts {
  /** Oldest first; of all shops where none is named. */
  list(shopId?: ShopId): Promise<Receipt[]>;
}

const ALL = `
SELECT shop_id, request, kind, asked_by, asked_at, finished_at, outcome, orders, given_to_core, rows FROM erasure`;

const LIST = `${ALL} UNION ALL ${OPEN_DATA_REQUESTS} ORDER BY asked_at`;

const LIST_OF_SHOP = `${ALL} WHERE shop_id = $1 UNION ALL ${OPEN_DATA_REQUESTS} AND shop_id = $1 ORDER BY asked_at`;

const Rows = z.record(z.string(), z.number());

interface Row {
  shop_id: string;
  request: string;
  kind: string;
  asked_by: string;
  asked_at: Date;
  finished_at: Date | null;
  outcome: string | null;
  orders: number;
  given_to_core: number;
  rows: string;
}

export function createReceiptsStore({ pool }: { pool: Pool }): Receipts {
  return {
    async list(shopId) {
      const { rows } = await (shopId === undefined ? pool.query<Row>(LIST) : pool.query<Row>(LIST_OF_SHOP, [shopId]));
      return rows.map((row) => ({
        shopId: row.shop_id,
        request: row.request,
        kind: row.kind,
        askedBy: row.asked_by,
        askedAt: row.asked_at.toISOString(),
        finishedAt: row.finished_at?.toISOString() ?? null,
        outcome: row.outcome,
        orders: row.orders,
        givenToCore: row.given_to_core,
        rows: Rows.parse(JSON.parse(row.rows)),
      }));
    },
  };
}
