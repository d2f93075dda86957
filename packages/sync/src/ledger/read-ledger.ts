import type { ShopId } from "../ids.ts";
import { iso } from "../iso.ts";
import type { LedgerRecord } from "./export-ledger.ts";
import type { DayAccount, Ledger } from "./ledger.ts";
import { dayOf, daysAfter, instantsOf } from "./shop-day.ts";

/**
 * What was counted and found of today and the days before it, `days` in all, with every order that is known by name. Nothing
 * where no day was ever counted.
 */
export async function readLedger(
  ledger: Pick<Ledger, "zone" | "days" | "account" | "finds">,
  shopId: ShopId,
  { days, now }: { days: number; now: number },
): Promise<LedgerRecord> {
  const zone = await ledger.zone(shopId);
  if (zone === null) return { days: [], finds: [] };
  const to = dayOf(now, zone);
  const from = daysAfter(to, 1 - days);
  const accounts: DayAccount[] = [];
  for (const { id } of await ledger.days(shopId, { from, to })) {
    const account = await ledger.account(shopId, id);
    if (account !== null) accounts.push(account);
  }
  const placed = { from: iso(instantsOf(from, zone).from), to: iso(instantsOf(to, zone).to) };
  return { days: accounts, finds: await ledger.finds(shopId, placed) };
}
