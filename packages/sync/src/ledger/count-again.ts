import type { ShopId } from "../ids.ts";
import type { Ledger } from "./ledger.ts";
import { newAccount } from "./new-account.ts";
import { dayOf, daysAfter } from "./shop-day.ts";

/**
 * Asks for new accounts of today and the days before it, `days` in all. One that is asked for already, or under way, is not
 * asked for twice. The days; none where no day of the shop was ever counted: its calendar is not known before that.
 */
export async function countAgain(
  { ledger, certify }: { ledger: Ledger; certify: (shopId: ShopId) => Promise<void> },
  shopId: ShopId,
  { days, now }: { days: number; now: number },
): Promise<string[]> {
  const wanted: string[] = [];
  const zone = await ledger.zone(shopId);
  if (zone !== null) {
    const open = new Set((await ledger.open(shopId)).map(({ day }) => day));
    const today = dayOf(now, zone);
    for (let ago = 0; ago < days; ago += 1) {
      const day = daysAfter(today, -ago);
      wanted.push(day);
      if (!open.has(day)) await ledger.keep(shopId, newAccount(day, zone, now));
    }
  }
  await certify(shopId);
  return wanted;
}
