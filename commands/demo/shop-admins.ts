import { randomBytes } from "node:crypto";
import { serve } from "@hono/node-server";
import { createAdminApi, DEFAULT_SCOPES } from "@karla/sandbox/admin-api";
import { type AdminTokens, createAdminTokens } from "@karla/sandbox/admin-tokens";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import { extensionFiles } from "@karla/sandbox/extension-files";
import type { Misbehave } from "@karla/sandbox/misbehaviour";
import { readFlowTriggers } from "@karla/sandbox/read-flow-triggers";
import { signSessionToken } from "@karla/sandbox/session-token";
import { shopFacts } from "@karla/sandbox/shop-facts";
import { createToldShops, type ToldShops } from "@karla/sandbox/told-shops";

const CLIENT_ID = "demo-client-id";
/** Shopify's library turns away what does not look like a browser. */
const BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Each is an event that the app makes of an answer. */
export interface Readings {
  metafields: number;
  pictures: number;
}

/** The admins of some shops, at one address: where the app is opened, and what it reads of orders. */
export interface ShopAdmins {
  /** What the app's processes need to know of them. */
  env: { SHOPIFY_API_KEY: string; SHOPIFY_SANDBOX_ORIGIN: string };
  port: number;
  /** From now on these are the shop's orders. */
  book(domain: string, orders: readonly BookedOrder[]): void;
  /** The shop gets another name, and is asked under no other from now on. It stays the shop it is, with its books and the app in it. */
  rename(from: string, to: string): void;
  /** Opens the app as the merchant does, which installs it. */
  openApp(domain: string, appUrl: string): Promise<void>;
  /** What the shops gave to the app; here it is taken out of a shop and put in again. */
  tokens: AdminTokens;
  /** Asked of each request. */
  misbehave: Misbehave;
  /** Requests of any kind that came to this shop, however they were answered. */
  requestsTo(domain: string): number;
  /** What the app told the shops, and by which other apps could tell them something. */
  told: ToldShops;
  /** Points that this shop's answers cost. */
  pointsOf(domain: string): number;
  /** How often an order's metafields, and the pictures of its lines, were given out. */
  readings(): Readings;
  close(): void;
}

export async function startShopAdmins({
  domains,
  secret,
  goodSecrets = () => [secret],
  plan = "standard",
}: {
  domains: readonly string[];
  secret: string;
  /** While the secret is rotated: those that are good, the one first that is signed with. */
  goodSecrets?: () => readonly string[];
  plan?: "standard" | "plus";
}): Promise<ShopAdmins> {
  const books = new Map<string, readonly BookedOrder[]>();
  const requests = new Map<string, number>();
  const points = new Map<string, number>();
  const readings: Readings = { metafields: 0, pictures: 0 };
  const tokens = createAdminTokens({
    now: Date.now,
    secret: () => randomBytes(16).toString("hex"),
    scopes: DEFAULT_SCOPES,
  });
  const told = createToldShops({ now: Date.now });
  const shops = new Map(
    domains.map((domain) => [domain, { books: () => books.get(domain) ?? [], facts: shopFacts(domain) }]),
  );
  const api = createAdminApi({
    shops,
    clientId: CLIENT_ID,
    clientSecret: secret,
    rotatedSecrets: goodSecrets,
    now: Date.now,
    tokens,
    told,
    flowTriggers: readFlowTriggers(extensionFiles("extensions")),
    plan,
    misbehave: (request) => admins.misbehave(request),
  });
  const server = serve({ fetch: counting, hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  async function counting(request: Request): Promise<Response> {
    const domain = new URL(request.url).pathname.split("/")[1] ?? "";
    requests.set(domain, (requests.get(domain) ?? 0) + 1);
    const asked = await request.clone().text();
    const response = await api.fetch(request);
    if (!request.url.endsWith("/graphql.json") || !response.ok) return response;
    const answer = (await response.clone().json()) as Answer;
    points.set(domain, (points.get(domain) ?? 0) + (answer.extensions?.cost.actualQueryCost ?? 0));
    // A long order takes several answers, of which the first one has no cursor to go on from.
    if (!answer.data?.order || !asked.includes('"after":null')) return response;
    if (asked.includes("query OrderExtras")) readings.metafields += 1;
    if (asked.includes("query OrderPictures")) readings.pictures += 1;
    return response;
  }

  const admins: ShopAdmins = {
    env: { SHOPIFY_API_KEY: CLIENT_ID, SHOPIFY_SANDBOX_ORIGIN: `http://127.0.0.1:${port}` },
    port,
    book: (domain, orders) => void books.set(domain, orders),
    rename(from, to) {
      const shop = shops.get(from);
      if (shop === undefined) throw new Error(`there is no shop ${from}`);
      books.set(to, shop.books());
      shops.set(to, { books: () => books.get(to) ?? [], facts: { ...shop.facts, domain: to } });
      shops.delete(from);
    },
    async openApp(domain, appUrl) {
      const query = new URLSearchParams({
        embedded: "1",
        shop: domain,
        host: Buffer.from(`${domain}/admin`).toString("base64url"),
        id_token: signSessionToken({
          shop: domain,
          clientId: CLIENT_ID,
          clientSecret: goodSecrets()[0] ?? secret,
          now: Date.now(),
          userId: "1",
        }),
      });
      const response = await fetch(`${appUrl}/app?${query}`, { headers: { "User-Agent": BROWSER } });
      if (response.status !== 200) throw new Error(`The app could not be opened in the shop (${response.status}).`);
    },
    tokens,
    misbehave: () => null,
    requestsTo: (domain) => requests.get(domain) ?? 0,
    told,
    pointsOf: (domain) => points.get(domain) ?? 0,
    readings: () => ({ ...readings }),
    close: () => void server.close(),
  };
  return admins;
}

/** What is looked at of an answer; a query that was refused cost nothing. */
interface Answer {
  data?: { order?: object | null };
  extensions?: { cost: { actualQueryCost: number | null } };
}
