import type { Clock } from "../clock.ts";
import type { ShopId } from "../ids.ts";
import type { Lanes } from "../lane/lanes.ts";
import { admission, held } from "../outbox/breaker.ts";
import type { Breakers } from "../outbox/breakers.ts";
import { connectionsOf } from "../pipeline/connection-of-order.ts";
import type { CallFailure } from "../pipeline/judge-failure.ts";
import type { Connection, Shops } from "../pipeline/shops.ts";
import type { OrderWalk } from "../reconcile/order-walk.ts";
import { askCore } from "./ask-core.ts";
import { type CoreOrders, coreOrdersOfAll } from "./core-orders.ts";
import { DAYS_KEPT, dayDue, EVERY_MS } from "./day-due.ts";
import { judgePlaced } from "./judge-placed.ts";
import type { Ledger, OpenAccount } from "./ledger.ts";
import { newAccount } from "./new-account.ts";
import { nextInList } from "./next-in-list.ts";
import { dayOf, daysAfter, instantsOf } from "./shop-day.ts";

/** While the core does not answer. */
const LATER_MS = 15 * 60_000;
const SHOWN_WITHIN_MS = 60 * 60_000;

/** Nothing can be done before then. Milliseconds since the epoch. */
interface Later {
  next: number;
}

export interface CertifierDeps {
  walk: Pick<OrderWalk, "listPlaced" | "timeZone">;
  ledger: Ledger;
  /** What the core lost is sent once more. */
  lanes: Pick<Lanes, "resend">;
  shops: Pick<Shops, "viewNow">;
  coreOf: (connection: Connection) => CoreOrders;
  /** The core's own, as deliveries see it: nothing is asked while it wants silence. */
  breakers: Breakers;
  /** Reads an error of the core. */
  readFailure: (error: unknown) => CallFailure;
  clock: Clock;
}

/**
 * Makes the accounts of a shop's days that were asked for or are due, in steps of one call each (to the core: one for each slug). The platform's errors are
 * thrown; where the core fails it is asked again later, and the way to the platform is not blamed for it.
 */
export function createCertifier(deps: CertifierDeps): (shopId: ShopId, until: number) => Promise<number> {
  const { walk, ledger, shops, breakers, clock } = deps;

  async function begin(shopId: ShopId): Promise<OpenAccount | Later> {
    const now = clock.now();
    const zone = await walk.timeZone(shopId);
    const today = dayOf(now, zone);
    const oldest = daysAfter(today, 1 - DAYS_KEPT);
    const days = await ledger.days(shopId, { from: oldest, to: today });
    const last = new Map(days.map((account) => [account.day, account]));
    const since = new Date(instantsOf(oldest, zone).from).toISOString();
    const newestFinds = await ledger.newestFinds(shopId, zone, since);
    const day = dayDue({ now, zone, last, newestFinds });
    if (day !== null) return newAccount(day, zone, now);
    const counted = last.get(today);
    return { next: counted === undefined ? now + LATER_MS : Date.parse(counted.startedAt) + EVERY_MS };
  }

  async function listNext(shopId: ShopId, account: OpenAccount): Promise<OpenAccount> {
    const { from, after } = account.list;
    const page = nextInList(account, await walk.listPlaced(shopId, { from, to: account.to }, after));
    const ids = page.orders.map(({ id }) => id);
    const booked = await ledger.booked(shopId, ids);
    return { ...account, list: page.list, ...judgePlaced(account, page.orders, booked) };
  }

  async function askNext(shopId: ShopId, account: OpenAccount, core: CoreOrders): Promise<OpenAccount | Later> {
    const admitted = admission(await breakers.read(shopId, "karla"), clock.now());
    if (admitted.admit === "wait") return { next: Math.max(admitted.until, clock.now() + LATER_MS) };
    try {
      return await askCore(account, core);
    } catch (error) {
      const { kind, retryAfterMs } = deps.readFailure(error);
      if (kind === "unexpected") throw error;
      const silentUntil = clock.now() + (retryAfterMs ?? 0);
      if (retryAfterMs !== null) await breakers.update(shopId, "karla", (state) => held(state, silentUntil));
      return { next: Math.max(silentUntil, clock.now() + LATER_MS) };
    }
  }

  /** Not what is hardly there: a core may take its time until its lists show an order. */
  async function sendAgain(shopId: ShopId, { gaps }: OpenAccount): Promise<void> {
    const before = clock.now() - SHOWN_WITHIN_MS;
    const lost = gaps.filter(({ why, placedAt }) => why === "not_in_core" && Date.parse(placedAt) < before);
    for (const { id } of lost) await deps.lanes.resend({ shopId, laneKey: id });
  }

  return async (shopId, until) => {
    const { connection, settings } = await shops.viewNow(shopId);
    if (connection === null) return clock.now() + EVERY_MS;
    const core = coreOrdersOfAll(connectionsOf({ connection, settings }).map(deps.coreOf));
    for (;;) {
      const [asked] = await ledger.open(shopId);
      let step = asked ?? (await begin(shopId));
      while (!("next" in step) && step.finishedAt === null) {
        if (clock.now() >= until) return clock.now();
        const account: OpenAccount = step;
        if (account.toAsk.length > 0) step = await askNext(shopId, account, core);
        else if (!account.list.ended) step = await listNext(shopId, account);
        else step = { ...account, finishedAt: new Date(clock.now()).toISOString() };
        if (!("next" in step)) await ledger.keep(shopId, step);
        if (!("next" in step) && step.finishedAt !== null) await sendAgain(shopId, step);
      }
      if ("next" in step) return step.next;
    }
  };
}
