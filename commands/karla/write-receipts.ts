import type { Store } from "@karla/store/open-store";

export type Receipt = Awaited<ReturnType<Store["receipts"]["list"]>>[number];

/** Prints receipts of what was erased or asked for, one a line, or as one JSON list. */
export function writeReceipts(receipts: readonly Receipt[], json: boolean): void {
  console.log(
    json
      ? JSON.stringify(receipts)
      : receipts.map(lineOf).join("\n") || "Nobody has asked for anything to be erased, or to be told.",
  );
}

export function lineOf(receipt: Receipt): string {
  const { shopId, request, kind, askedBy, askedAt, finishedAt, outcome, orders, givenToCore, rows } = receipt;
  const asked = `${kind} of ${shopId}, asked by ${askedBy} at ${askedAt}`;
  if (kind === "data_request") {
    return finishedAt === null
      ? `${asked}: open, karla -- export --request ${request}`
      : `${asked}: ${outcome} at ${finishedAt}, ${orders} orders; Karla was given ${givenToCore} of them`;
  }
  if (finishedAt === null) return `${asked}: under way, ${orders} orders so far`;
  if (outcome !== "erased") return `${asked}: nothing erased, ${outcome}`;
  const tables = Object.entries(rows).map(([table, count]) => `${count} of ${table}`);
  const core = givenToCore === 0 ? "" : `; Karla has to be asked to erase ${givenToCore} of the orders`;
  return `${asked}: erased at ${finishedAt}, ${orders} orders (${tables.join(", ")})${core}`;
}
