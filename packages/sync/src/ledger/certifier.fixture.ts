import { shopIdOf } from "../ids.ts";
import { type BreakerState, CLOSED } from "../outbox/breaker.ts";
import type { CallFailure } from "../pipeline/judge-failure.ts";
import type { ShopView } from "../pipeline/shops.ts";
import type { ListedOrder } from "../reconcile/order-walk.ts";
import { countAgain } from "./count-again.ts";
import { createCertifier } from "./create-certifier.ts";
import type { BookedOrder, DaySums, OpenAccount } from "./ledger.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
export const ZONE = "Europe/Berlin";
export const HOUR = 60 * 60_000;
export const NOON = Date.parse("2026-11-29T12:00:00Z");
export const iso = (at: number) => new Date(at).toISOString();

export class CoreAway extends Error {
  readonly failure: CallFailure;
  constructor(failure: Partial<CallFailure>) {
    super("the core is away");
    this.failure = {
      kind: "transport",
      status: null,
      retryAfterMs: null,
      credentials: false,
      detail: null,
      ...failure,
    };
  }
}

/** A shop that lists 10 orders a page, the books and the core of a test. A call takes a hundredth of a second. */
export function stand() {
  let now = NOON;
  let breaker: BreakerState = CLOSED;
  const orders: ListedOrder[] = [];
  const books = new Map<string, BookedOrder>();
  const core = new Map<string, string>();
  const accounts: OpenAccount[] = [];
  const finds = new Map<string, string>();
  const asked: string[] = [];
  const sentAgain: string[] = [];
  const state = {
    connected: true,
    core: null as Error | null,
    perPage: 10,
    callMs: 10,
    slugBySalesChannel: {} as Record<string, string>,
    /** Where the core has an order, if not at "a". */
    slugOf: new Map<string, string>(),
  };
  const lists = new Map<string, ListedOrder[]>();
  const call = (what: string) => {
    now += state.callMs;
    asked.push(what);
  };
  const callCore = (what: string) => {
    call(what);
    if (state.core !== null) throw state.core;
  };
  const ledger = {
    open: async () => accounts.filter(({ finishedAt }) => finishedAt === null),
    async keep(_: unknown, account: OpenAccount) {
      const place = accounts.findIndex(({ id }) => id === account.id);
      if (place === -1) accounts.push(account);
      else accounts[place] = account;
    },
    zone: async () => accounts[0]?.zone ?? null,
    async days(_: unknown, { from, to }: { from: string; to: string }) {
      const last = new Map<string, DaySums>();
      for (const account of accounts) {
        if (account.finishedAt === null || account.day < from || account.day > to) continue;
        last.set(account.day, { ...account, waiting: 0, recovered: 0 });
      }
      return [...last.values()];
    },
    account: async (_: unknown, id: string) => accounts.find((account) => account.id === id) ?? null,
    finds: async () => [],
    newestFinds: async () => finds,
    booked: async (_: unknown, ids: readonly string[]) =>
      new Map(
        ids.flatMap((id): [string, BookedOrder][] => {
          const order = books.get(id);
          return order === undefined ? [] : [[id, order]];
        }),
      ),
  };
  const certify = createCertifier({
    walk: {
      timeZone: async () => ZONE,
      async listPlaced(_, { from, to }, after) {
        call(`list ${after ?? ""}`);
        const within = `${from} ${to}`;
        const placed = lists.get(within) ?? orders.filter(({ createdAt }) => createdAt >= from && createdAt < to);
        lists.set(within, placed);
        const start = after === null ? 0 : Number(after);
        const end = start + state.perPage;
        return { orders: placed.slice(start, end), after: end < placed.length ? String(end) : null };
      },
    },
    ledger,
    lanes: { resend: async ({ laneKey }) => void sentAgain.push(laneKey) },
    shops: {
      viewNow: async () => {
        const { slugBySalesChannel } = state;
        return {
          connection: state.connected ? { slug: "a", username: "a", key: "a" } : null,
          settings: { slugBySalesChannel },
        } as ShopView;
      },
    },
    coreOf: ({ slug }) => ({
      async placedBetween(from, to) {
        callCore("core");
        const placed = orders.filter(({ createdAt }) => createdAt >= from && createdAt <= to);
        const here = placed.filter(({ id }) => (state.slugOf.get(id) ?? "a") === slug);
        return new Set(here.map(({ id }) => id).filter((id) => core.get(id) === "as placed"));
      },
      async has(id) {
        callCore(`core ${id}`);
        return core.has(id) && (state.slugOf.get(id) ?? "a") === slug;
      },
    }),
    breakers: {
      read: async () => breaker,
      async update(_, __, change) {
        const before = breaker;
        breaker = change(before);
        return before;
      },
    },
    readFailure: (error) => {
      if (error instanceof CoreAway) return error.failure;
      return { kind: "unexpected", status: null, retryAfterMs: null, credentials: false, detail: null };
    },
    clock: { now: () => now },
  });
  return {
    orders,
    books,
    core,
    accounts,
    finds,
    asked,
    sentAgain,
    state,
    breaker: () => breaker,
    now: () => now,
    advance: (ms: number) => {
      now += ms;
    },
    /** Places an order; by default it arrived and was delivered after two seconds. */
    place(
      id: string,
      at: number,
      { booked, inCore = true }: { booked?: Partial<BookedOrder> | null; inCore?: boolean } = {},
    ) {
      orders.push({ id, name: `#${id}`, createdAt: iso(at), updatedAt: iso(at) });
      const order: BookedOrder = { status: "delivered", reason: null, whole: true, erased: false, delayMs: 2_000 };
      if (booked !== null) books.set(id, { ...order, ...booked });
      if (inCore) core.set(id, "as placed");
    },
    run: (until = Number.POSITIVE_INFINITY) => certify(SHOP, until),
    again: (days: number) => countAgain({ ledger, certify: async () => {} }, SHOP, { days, now }),
    of: (day: string) => accounts.filter((account) => account.day === day && account.finishedAt !== null),
  };
}
