import { randomBytes } from "node:crypto";
import { z } from "zod";
import { sign } from "../signature/sign.ts";
import { createShopSecret } from "./create-shop-secret.ts";
import type { Purge } from "./decide-lifecycle.ts";
import type { Installation, Installations } from "./installation.ts";
import { memoryInstallations } from "./memory-installations.fixture.ts";
import type { LegFields, RegistrationDeps } from "./registration-deps.ts";
import { createRegistrationRoutes } from "./registration-routes.ts";

export const APP_SECRET = "app-secret-of-nobody";
export const SHOP_ID = "dirYTogwnp8ehbPF";
export const SHOP_URL = "https://shop.example.com";
export const START = 1_795_543_451_000;

const Answer = z.object({ proof: z.string(), secret: z.string(), confirmation_url: z.string() });

/** The registration with everything around it in memory; `clock.now` is set by the test. */
export function startRegistration(changes: Partial<RegistrationDeps> = {}) {
  const installations = memoryInstallations();
  const clock = { at: START, now: () => clock.at };
  const lines: { level: string; fields: LegFields; message: string }[] = [];
  const line = (level: string) => (fields: LegFields, message: string) => void lines.push({ level, fields, message });
  const installed: Installation[] = [];
  const deleted: { installation: Installation; purge: Purge }[] = [];
  const app = createRegistrationRoutes({
    installations,
    appName: "KarlaDelivery",
    appSecrets: [{ id: "store", secret: APP_SECRET }],
    publicUrl: "https://bridge.example.com",
    rules: { allowLoopback: false },
    clock,
    newSecret: createShopSecret(randomBytes),
    log: { info: line("info"), warn: line("warn"), error: line("error") },
    addressOf: () => "192.0.2.1",
    onInstalled: async (installation) => void installed.push(installation),
    onDeleted: async (installation, purge) => void deleted.push({ installation, purge }),
    ...changes,
  });
  const known = () => changes.installations?.find(SHOP_ID) ?? installations.find(SHOP_ID);
  return { app, installations, clock, lines, installed, deleted, known };
}

export type Running = ReturnType<typeof startRegistration>;

interface Leg {
  shopId?: string;
  shopUrl?: string;
  appSecret?: string;
  /** The shop's secret, for the second signature of newer versions. */
  shopSecret?: string | undefined;
  timestamp?: string;
  headers?: Record<string, string>;
}

/** As Guzzle writes a query: few characters are encoded. */
export function registrationQuery(
  { clock }: Running,
  { shopId = SHOP_ID, shopUrl = SHOP_URL, timestamp = String(clock.at / 1_000) }: Leg = {},
): string {
  const written = (text: string) => encodeURIComponent(text).replace(/%(?:3A|2F|3F|40)/g, decodeURIComponent);
  return `shop-id=${written(shopId)}&shop-url=${written(shopUrl)}&timestamp=${written(timestamp)}`;
}

export async function askToRegister(running: Running, leg: Leg = {}): Promise<Response> {
  const query = registrationQuery(running, leg);
  return running.app.request(`https://bridge.example.com/shopware/register?${query}`, {
    headers: {
      "shopware-app-signature": sign(query, leg.appSecret ?? APP_SECRET),
      ...(leg.shopSecret === undefined ? {} : { "shopware-shop-signature": sign(query, leg.shopSecret) }),
      "sw-version": "6.6.7.1",
      "sw-user-language": "en-GB",
      ...leg.headers,
    },
  });
}

export async function secretOf(answer: Response): Promise<string> {
  return Answer.parse(await answer.json()).secret;
}

export async function errorOf(answer: Response): Promise<string> {
  return z.object({ error: z.string() }).parse(await answer.json()).error;
}

interface Confirming {
  secret: string;
  previous?: string | undefined;
  shopId?: string;
  shopUrl?: string;
  apiKey?: string;
}

export async function askToConfirm(
  { app, clock }: Running,
  { secret, previous, shopId = SHOP_ID, shopUrl = SHOP_URL, apiKey = "SWIAEXAMPLE" }: Confirming,
): Promise<Response> {
  const fields = { apiKey, secretKey: `of-${apiKey}`, timestamp: String(clock.at / 1_000), shopUrl, shopId };
  const body = JSON.stringify(fields).replaceAll("/", "\\/");
  return app.request("/shopware/confirm", {
    method: "POST",
    headers: {
      "shopware-shop-signature": sign(body, secret),
      ...(previous === undefined ? {} : { "shopware-shop-signature-previous": sign(body, previous) }),
    },
    body,
  });
}

/** Both legs as a shop goes them; gives the secret that is shared from then on. */
export async function registerShop(running: Running, leg: Leg & { apiKey?: string } = {}): Promise<string> {
  const answer = await askToRegister(running, leg);
  if (answer.status !== 200) throw new Error(`registration refused: ${answer.status} ${await errorOf(answer)}`);
  const secret = await secretOf(answer);
  const confirmed = await askToConfirm(running, { ...leg, secret, previous: leg.shopSecret });
  if (confirmed.status !== 204) throw new Error(`confirmation refused: ${confirmed.status}`);
  return secret;
}

interface Told {
  event: string;
  secret: string;
  shopId?: string;
  url?: string;
  payload?: unknown;
  timestamp?: number;
  path?: string;
}

export async function tell(
  { app, clock }: Running,
  { event, secret, shopId = SHOP_ID, url = SHOP_URL, payload = [], timestamp, path = event }: Told,
): Promise<Response> {
  const body = JSON.stringify({
    data: { payload, event },
    source: { url, eventId: "01a20ebac6e27022bc9ed47cda5aac35", shopId, appVersion: "1.0.0" },
    timestamp: timestamp ?? clock.at / 1_000,
  });
  return app.request(`/shopware/lifecycle/${path}`, {
    method: "POST",
    headers: { "shopware-shop-signature": sign(body, secret), "sw-version": "6.6.7.1" },
    body,
  });
}

/** An `Installations` in which each `save` finds that somebody was quicker. */
export function alwaysLost(installations: Installations): Installations {
  return { find: (shopId) => installations.find(shopId), save: async () => false };
}
