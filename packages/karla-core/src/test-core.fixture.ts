import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { afterAll, beforeAll } from "vitest";
import { freshDatabase } from "../../../test/setup/fresh-database.ts";
import type { Asking } from "./carriers/ask-due.ts";
import type { Clock } from "./clock.ts";
import { systemEntropy } from "./entropy.ts";
import { createApiKey, ensureBootstrapKey } from "./keys/create-api-key.ts";
import type { Role } from "./keys/roles.ts";
import type { Misbehave } from "./sandbox/misbehave.ts";
import { type Core, createCore } from "./server.ts";

/** The store's function, handed in by the test: only a composition root may import the store. */
type Migrate = (options: { pool: Pool; dir: URL; schema: string }) => Promise<unknown>;

interface Options {
  readonly sandbox?: boolean;
  readonly misbehave?: Misbehave;
  readonly requestTimeoutMs?: number;
  readonly asking?: Asking;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or null. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects; a wrong shape fails it
  readonly body: any;
  readonly text: string;
}

const ADMIN = { username: "operator", key: "operator-key-0123456789" };
export const START = Date.parse("2026-03-01T12:00:00Z");

/** A clock that stands still until it is moved. */
export function standingClock(): Clock & { advance(ms: number): void } {
  let at = START;
  return {
    now: () => at,
    advance(ms) {
      at += ms;
    },
  };
}

export function basic(username: string, key: string): string {
  return `Basic ${Buffer.from(`${username}:${key}`).toString("base64")}`;
}

/** A core on a database of its own, for the tests of one file. */
export function useCore(migrate: Migrate, { sandbox = false, misbehave, requestTimeoutMs, asking }: Options = {}) {
  const clock = standingClock();
  const entropy = systemEntropy();
  const logged: { fields: object; message: string }[] = [];
  const note = (fields: object, message: string) => void logged.push({ fields, message });
  let made: { core: Core; pool: Pool; drop: () => Promise<void> } | undefined;
  const running = () => {
    if (!made) throw new Error("only inside a test");
    return made;
  };

  beforeAll(async () => {
    const database = await freshDatabase();
    const { pool } = database;
    await migrate({ pool, dir: new URL("../migrations/", import.meta.url), schema: "karla_core" });
    await ensureBootstrapKey({ pool, clock, entropy }, ADMIN);
    const core = createCore({
      pool,
      clock,
      log: { info: note, warn: note, error: note },
      config: {
        publicUrl: () => "https://track.example.com",
        sandbox,
        secret: Buffer.alloc(32, 7),
        ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
      },
      ...(misbehave ? { misbehave } : {}),
      ...(asking ? { asking } : {}),
    });
    const drop = async () => {
      await core.stop();
      await database.drop();
    };
    made = { core, pool, drop };
  });
  afterAll(() => made?.drop());

  /** A request with the operator's key unless `as` says otherwise; null: none. */
  async function call(
    method: string,
    path: string,
    body?: unknown,
    as: string | null = basic(ADMIN.username, ADMIN.key),
  ): Promise<Answer> {
    const headers = { ...(as === null ? {} : { authorization: as }), "content-type": "application/json" };
    const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const answer = await running().core.app.request(path, { method, headers, ...sent });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : null,
    };
  }

  return {
    clock,
    logged,
    call,
    core: () => running().core,
    pool: () => running().pool,
    admin: basic(ADMIN.username, ADMIN.key),
    /** A new shop; answers its path below the API. */
    async shop(): Promise<{ slug: string; at: string }> {
      const slug = `shop-${randomUUID().slice(0, 8)}`;
      await call("POST", "/v1/shops", { name: slug, organization: "Example", klaviyo_enabled: false, slug });
      return { slug, at: `/v1/shops/${slug}` };
    },
    /** The credentials of a new key that holds `role` in one shop. */
    async key(slug: string, role: Role): Promise<string> {
      const key = { username: slug, key: randomUUID() };
      await createApiKey({ pool: running().pool, clock, entropy }, { ...key, shops: [{ shop_slug: slug, role }] });
      return basic(key.username, key.key);
    },
  };
}

/** A small order; tests change it by overrides. */
export function anOrder(overrides: Record<string, unknown> = {}) {
  return {
    external_id: "5001",
    order_number: "1001",
    order_name: "#1001",
    order_placed_at: "2026-03-01T10:00:00+01:00",
    total_order_price: 398.5,
    currency: "EUR",
    email_id: "alex.doe@example.com",
    address: {
      name: "Alex Maria Doe",
      address_line_1: "Example Street 1",
      city: "Berlin",
      country_code: "DE",
      zip_code: "10115",
    },
    products: [{ title: "Blue shirt", quantity: 2, price: 199.25, sku: "SHIRT-1", product_id: "11", variant_id: "12" }],
    segments: ["Shopify.tag.vip"],
    ...overrides,
  };
}

/** The upsert of an order by its external id. */
export function anUpsert(overrides: Record<string, unknown> = {}, trackings: readonly unknown[] = []) {
  const order = anOrder(overrides);
  return { id: order.external_id, id_type: "external_id", order, trackings };
}
