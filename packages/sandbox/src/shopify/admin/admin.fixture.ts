import type { Hono } from "hono";
import { type BookEntry, fillBooks } from "../fill-books.ts";
import { type AdminTokens, createAdminTokens } from "./admin-tokens.ts";
import type { ShopPlan } from "./cost-bucket.ts";
import { type AdminShop, createAdminApi } from "./create-admin-api.ts";
import type { Misbehave } from "./misbehaviour.ts";
import type { FlowTrigger } from "./told/flow-trigger.ts";
import type { ToldShops } from "./told/told-shops.ts";

/** An Admin API over generated books, and a clock to turn. */
export const SHOP = "sandbox-shop.myshopify.com";
export const CLIENT = { clientId: "client-of-the-tests", clientSecret: "a secret of the tests" };

export interface TestAdmin {
  api: Hono;
  tokens: AdminTokens;
  entries: readonly BookEntry[];
  clock: { now: number };
  /** Asks as an app that is installed. */
  ask: Ask;
  /** Lets the bucket fill before it asks. */
  askRested: Ask;
}

type Ask = (query: string, variables?: Record<string, unknown>, version?: string) => Promise<Answer>;

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of it depends on its query
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  extensions: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
    };
  };
}

interface Wanted {
  orders?: number;
  /** Instead of generated ones. */
  entries?: readonly BookEntry[];
  misbehave?: Misbehave;
  plan?: ShopPlan;
  reachDays?: number;
  temporaryFolder?: string;
  told?: ToldShops;
  flowTriggers?: readonly FlowTrigger[];
  send?: NonNullable<AdminShop["send"]>;
}

export function testAdmin({ orders = 40, entries: written, send = () => {}, ...wanted }: Wanted = {}): TestAdmin {
  const entries = written ?? fillBooks({ seed: 21, orders, shopDomain: SHOP }).entries;
  const clock = { now: Date.UTC(2026, 10, 24, 9) };
  let given = 0;
  const now = (): number => clock.now;
  const secret = (): string => `secret${++given}`;
  const tokens = createAdminTokens({ now, secret, scopes: ["read_orders", "read_fulfillments"] });
  const books = () => entries.map(({ order }) => order);
  const shops = new Map([[SHOP, { books, send }]]);
  const api = createAdminApi({ shops, ...CLIENT, now, tokens, ...wanted });
  const ask: Ask = async (query, variables = {}, version = "2026-10") => {
    const response = await api.request(`/${SHOP}/admin/api/${version}/graphql.json`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-shopify-access-token": tokens.exchange(SHOP, "lasting")?.access_token ?? "",
      },
      body: JSON.stringify({ query, variables }),
    });
    if (response.status !== 200) throw new Error(`the Admin API answers ${response.status}`);
    return JSON.parse(await response.text());
  };
  const askRested: Ask = (...asked) => {
    clock.now += 20_000;
    return ask(...asked);
  };
  return { api, tokens, entries, clock, ask, askRested };
}
