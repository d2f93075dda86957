import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { createTrackLinks } from "../../app/proxy/create-track-link.ts";
import { openProxy } from "../../app/proxy/open-proxy.ts";
import { createTrackLimit } from "../../app/proxy/track-limit.ts";
import { derivedKeyring } from "../../packages/store/src/derived-keyring.ts";
import { createKeyring, sealKeyOf } from "../../packages/store/src/keyring.ts";
import { quietLog } from "../setup/quiet-log.ts";
import { SHOP, type Spine, startSpine } from "./running-spine.ts";

/** A second click on a form looks so often whether the first one is done; only then is it really waited. */
const SECOND_CLICK_MS = 100;

export const SECRET = "hush";
export const FORMER_SECRET = "hush-before";

type Param = readonly [name: string, value: string];

export interface Visit {
  /** Of Shopify's own; undefined leaves one out. */
  shopify?: Record<string, string | undefined>;
  method?: string;
  /** "track" where nothing else is said. */
  page?: string;
  body?: RequestInit["body"];
  headers?: Record<string, string>;
  /** In place of the right one; undefined leaves it out. */
  signature?: (right: string) => string | undefined;
  secret?: string;
  /** Appended after the signature was made. */
  unsigned?: readonly Param[];
}

/** Shopify's signature over these parameters: pairs in the order of bytes, several values of a name joined by commas. */
export function signatureOf(params: readonly Param[], secret = SECRET): string {
  const names = [...new Set(params.map(([name]) => name))];
  const valuesOf = (wanted: string) => params.filter(([name]) => name === wanted).map(([, value]) => value);
  const pairs = names.map((name) => Buffer.from(`${name}=${valuesOf(name).join(",")}`)).sort(Buffer.compare);
  return createHmac("sha256", secret).update(Buffer.concat(pairs)).digest("hex");
}

interface StorefrontOptions {
  /** As in production; without it orders may be looked at as often as a test likes. */
  limited?: boolean;
  /** How often a form of an order may be sent. */
  reports?: number;
  spine?: Spine;
}

export type RunningStorefront = Awaited<ReturnType<typeof startStorefront>>;

/**
 * The storefront's side of the app over HTTP, on a database and a core with a shop that is connected: on those that are given, else
 * on its own.
 */
export async function startStorefront({ limited = false, reports = 1_000, spine: given }: StorefrontOptions = {}) {
  const spine = given ?? (await startSpine());
  let offset = 0;
  const clock = { now: () => Date.now() + offset };
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const linkKeys = derivedKeyring(master, "track-link", "");
  const formKeys = derivedKeyring(master, "claim-form", "");
  const held: number[] = [];
  const calls: object[] = [];
  const listener = openProxy({
    secrets: [SECRET, FORMER_SECRET],
    store: spine.store,
    claimCoreOf: () => spine.client(),
    coreOf: () => {
      const client = spine.client();
      return {
        findFewOrders(filters, most) {
          calls.push(filters);
          return client.findFewOrders(filters, most);
        },
      };
    },
    linkKeys,
    formKeys,
    ...(limited ? {} : { limit: async () => null }),
    claimLimit: createTrackLimit({ perOrder: reports, perAddress: 1_000, seconds: 60 }),
    sleep: (ms) => (ms === SECOND_CLICK_MS ? wait(ms) : Promise.resolve(void held.push(ms))),
    newId: randomUUID,
    clock,
    log: { ...quietLog, debug() {} },
  });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;

  function signedQuery(asked: readonly Param[], wish: Visit): string {
    const shopifys = {
      shop: SHOP,
      logged_in_customer_id: "",
      path_prefix: "/apps/karla",
      timestamp: String(Math.floor(clock.now() / 1_000)),
      ...wish.shopify,
    };
    const own = Object.entries(shopifys).flatMap(([name, value]): Param[] =>
      value === undefined ? [] : [[name, value]],
    );
    const params = [...asked, ...own];
    const right = signatureOf(params, wish.secret);
    const signature = wish.signature === undefined ? right : wish.signature(right);
    const all = [
      ...params,
      ...(signature === undefined ? [] : [["signature", signature] as const]),
      ...(wish.unsigned ?? []),
    ];
    return new URLSearchParams(all.map(([name, value]) => [name, value])).toString();
  }

  /** Asks as a storefront does. */
  async function visit(asked: readonly Param[], wish: Visit = {}) {
    return get(signedQuery(asked, wish), wish);
  }

  /** Asks with this query, byte for byte. */
  async function get(query: string, { method = "GET", page = "track", body, headers = {} }: Visit = {}) {
    const before = { held: held.length, calls: calls.length };
    const sent = body === undefined ? {} : { body, duplex: "half" as const };
    const response = await fetch(`${origin}/proxy/${page}?${query}`, { method, headers, ...sent });
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      headers: response.headers,
      text: await response.text(),
      /** How long it was held back, in milliseconds. */
      held: held.slice(before.held),
      /** How often the core was asked. */
      calls: calls.length - before.calls,
    };
  }

  return {
    spine,
    origin,
    visit,
    get,
    /** Where a visit asks. */
    signedUrl: (asked: readonly Param[], page: string) => `${origin}/proxy/${page}?${signedQuery(asked, {})}`,
    links: createTrackLinks({ keys: linkKeys, clock }),
    advance(ms: number) {
      offset += ms;
    },
    /** Has the core hold an order. */
    async place(order: Record<string, unknown> & { external_id: string }, trackings: readonly object[] = []) {
      const placed = {
        order_number: order.external_id,
        order_name: `#${order.external_id}`,
        order_placed_at: "2026-11-20T10:00:00Z",
        products: [{ title: "Blue shirt", quantity: 2, price: 20 }],
        currency: "EUR",
        address: { zip_code: "10115" },
        ...order,
      };
      const upsert = { id: order.external_id, id_type: "external_id", order: placed, trackings };
      await spine.client().upsertOrder(JSON.stringify(upsert));
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (given === undefined) await spine.stop();
    },
  };
}
