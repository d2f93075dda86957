import type { Pool } from "pg";
import { columnText } from "../db/column-text.ts";
import { keyMatches } from "./hash-key.ts";

export interface Principal {
  readonly keyId: string;
  /** The operator's key: admin of every shop, and the only one that creates and deletes shops. */
  readonly spansShops: boolean;
}

export type Authenticated =
  | { outcome: "known"; principal: Principal }
  | { outcome: "no_credentials" }
  | { outcome: "unknown" };

/** Compared when a user name has no key, so that the time taken does not tell whether it has one. */
const NOBODY = { id: "", salt: Buffer.alloc(16), hash: Buffer.alloc(32), spans_shops: false };

/** HTTP Basic. Several keys may share a user name (rotation). */
export async function authenticate(pool: Pool, header: string | undefined): Promise<Authenticated> {
  if (!header) return { outcome: "no_credentials" };
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1];
  if (!encoded) return { outcome: "unknown" };
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  if (colon < 0) return { outcome: "unknown" };
  const key = decoded.slice(colon + 1);
  const { rows } = await pool.query<{ id: string; salt: Buffer; hash: Buffer; spans_shops: boolean }>(
    "select id, salt, hash, spans_shops from karla_core.api_key where username = $1",
    [columnText(decoded.slice(0, colon))],
  );
  const matching = (rows.length > 0 ? rows : [NOBODY]).filter((row) => keyMatches(row, key));
  const [found] = matching.filter((row) => row.id !== "");
  if (!found) return { outcome: "unknown" };
  return { outcome: "known", principal: { keyId: found.id, spansShops: found.spans_shops } };
}
