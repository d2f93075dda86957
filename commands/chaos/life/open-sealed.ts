import { createDecipheriv, hkdfSync } from "node:crypto";
import { zstdDecompressSync } from "node:zlib";

/** A row of the database as it was read. */
export type Row = Readonly<Record<string, unknown>>;

/** What is known of the keys: read from the data folder and from the database itself, as a thief of both would. */
export interface Keys {
  master: Buffer;
  /** Of each shop, by its id; as the row has it, wrapped. */
  wrapped: ReadonlyMap<string, Buffer>;
}

/** Where sealed values stand: whose key opens them, and how the row is named in what they are authenticated with. */
const SEALED: Readonly<Record<string, { column: string; by: "inbox" | "data"; rowOf: (row: Row) => string | null }>> = {
  inbox_event: {
    column: "body",
    by: "inbox",
    rowOf: ({ source, event_key: key, body_hash: hash }) => `${source}:${hex(key)}:${hex(hash)}`,
  },
  shop_order: { column: "state", by: "data", rowOf: ({ order_id: id }) => String(id) },
  shop: { column: "connection", by: "data", rowOf: () => null },
  shop_access: { column: "sealed", by: "data", rowOf: () => null },
  karla_webhook: { column: "secret", by: "data", rowOf: ({ id }) => String(id) },
};

/**
 * The plain text of what a row has sealed; null where it has nothing. Written from the description of the format alone
 * (version, length and text of the key's id, nonce of 12 bytes, tag of 16, the rest), with none of the product's code. Throws where it does not open.
 */
export function openSealed(table: string, row: Row, { master, wrapped }: Keys): string | null {
  const place = SEALED[table];
  const sealed = place === undefined ? null : row[place.column];
  if (place === undefined || !Buffer.isBuffer(sealed)) return null;
  const shop = String(row.shop_id);
  const key = place.by === "inbox" ? derived(master, "inbox", shop) : dataKey(master, shop, wrapped.get(shop));
  const plain = open(key, sealed, [shop, table, place.column, place.rowOf(row)]);
  return isCompressed(plain) ? zstdDecompressSync(plain).toString() : plain.toString();
}

function dataKey(master: Buffer, shop: string, wrapped: Buffer | undefined): Buffer {
  if (wrapped === undefined) throw new Error("a shop without a key");
  return open(derived(master, "data-key", shop), wrapped, [shop, "shop", "wrapped_key", null]);
}

function derived(master: Buffer, purpose: string, shop: string): Buffer {
  return Buffer.from(hkdfSync("sha256", master, shop, `karla ${purpose} v1`, 32));
}

function open(key: Buffer, sealed: Buffer, place: readonly (string | null)[]): Buffer {
  const nonceAt = 2 + (sealed[1] ?? 0);
  const [tagAt, textAt] = [nonceAt + 12, nonceAt + 28];
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(nonceAt, tagAt), { authTagLength: 16 });
  decipher.setAAD(Buffer.concat([sealed.subarray(0, nonceAt), Buffer.from(JSON.stringify(place))]));
  decipher.setAuthTag(sealed.subarray(tagAt, textAt));
  return Buffer.concat([decipher.update(sealed.subarray(textAt)), decipher.final()]);
}

function isCompressed(plain: Buffer): boolean {
  return plain.length >= 4 && plain.readUInt32LE(0) === 0xfd2fb528;
}

function hex(bytes: unknown): string {
  return Buffer.isBuffer(bytes) ? bytes.toString("hex") : "";
}
