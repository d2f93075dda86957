import type { Store } from "@karla/store/open-store";

export type Receipt = Awaited<ReturnType<Store["receipts"]["list"]>>[number];

/** Prints receipts of what was erased, one a line, or as one JSON list. */
export function writeReceipts(receipts: readonly Receipt[], json: boolean): void {
  console.log(
    json ? JSON.stringify(receipts) : receipts.map(lineOf).join("\n") || "Nobody has asked for anything to be erased.",
  );
}

export function lineOf(receipt: Receipt): string {
  const { shopId, kind, askedBy, askedAt, finishedAt, outcome, orders, givenToCore, rows } = receipt;
  const asked = `${kind} of ${shopId}, asked by ${askedBy} at ${askedAt}`;
  if (finishedAt === null) return `${asked}: under way, ${orders} orders so far`;
  if (outcome !== "erased") return `${asked}: nothing erased, ${outcome}`;
  const tables = Object.entries(rows).map(([table, count]) => `${count} of ${table}`);
  const core = givenToCore === 0 ? "" : `; Karla has to be asked to erase ${givenToCore} of the orders`;
  return `${asked}: erased at ${finishedAt}, ${orders} orders (${tables.join(", ")})${core}`;
}
