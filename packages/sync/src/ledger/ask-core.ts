import type { CoreOrders } from "./core-orders.ts";
import { type AskedOrder, type Gap, MAX_NAMED, type OpenAccount } from "./ledger.ts";

/** Orders that are asked for at once, by their time: fewer than the core gives on one page (30). */
const AT_ONCE = 25;

/**
 * Asks the core for the next orders of an account, and counts what it answers. Those that its list of their time does not have
 * are asked for by id in the next steps: an order can be booked there at another time than the one at which it was placed.
 */
export async function askCore(account: OpenAccount, core: CoreOrders): Promise<OpenAccount> {
  const single = account.toAsk.find(({ singly }) => singly);
  if (single !== undefined) {
    const rest = account.toAsk.filter((order) => order !== single);
    return counted({ ...account, toAsk: rest }, single, await core.has(single.id));
  }
  const batch = account.toAsk.slice(0, AT_ONCE);
  const [first, last] = [batch[0], batch.at(-1)];
  if (first === undefined || last === undefined) return account;
  const there = await core.placedBetween(first.placedAt, last.placedAt);
  const singly = batch.filter(({ id }) => !there.has(id)).map((order) => ({ ...order, singly: true }));
  const next = { ...account, toAsk: [...singly, ...account.toAsk.slice(batch.length)] };
  return batch.filter(({ id }) => there.has(id)).reduce((sum, order) => counted(sum, order, true), next);
}

function counted(account: OpenAccount, { singly: _, delayMs, ...gap }: AskedOrder, inCore: boolean): OpenAccount {
  if (!inCore) return { ...account, missing: account.missing + 1, gaps: withGap(account.gaps, gap) };
  const delays = [account.worstDelayMs, delayMs].filter((delay) => delay !== null);
  return {
    ...account,
    inCore: account.inCore + 1,
    worstDelayMs: delays.length === 0 ? null : Math.max(...delays),
  };
}

function withGap(gaps: readonly Gap[], gap: Gap): Gap[] {
  return [...gaps, gap].slice(0, MAX_NAMED);
}
