import { z } from "zod";
import { phpJson } from "../php-json.ts";
import type { AppManifest } from "./app-manifest.ts";
import { signed } from "./sign.ts";
import { withQuery } from "./with-query.ts";

/** How a registration went. */
export type Handshake =
  | { outcome: "confirmed"; secret: string }
  /** The app said no. `message` is what a merchant gets to see. */
  | { outcome: "refused"; step: "register" | "confirm"; status: number; message: string | null }
  /** Nobody knows what the app did. `secret`: what it gave, where it came to that. */
  | { outcome: "unknown"; step: "register" | "confirm"; status: number | null; secret: string | null }
  /** What the app answered is of no use: no JSON, another proof, or the secret there is already. */
  | { outcome: "wrong_answer"; why: "shape" | "proof" | "same_secret" }
  /** The shop ended between the two requests. */
  | { outcome: "died"; secret: string };

export interface HandshakeWish {
  manifest: AppManifest;
  shopId: string;
  shopUrl: string;
  credentials: { clientId: string; clientSecret: string };
  /** Signs as well, besides the app's secret. Null: the shop does not, or has none. */
  shopSecret: string | null;
  headers: Readonly<Record<string, string>>;
  /** Is told the new secret before it is confirmed, as an old core stores it then. */
  onSecret?(secret: string): void;
  diesBeforeConfirm?: boolean;
}

export interface HandshakeDeps {
  fetch: typeof fetch;
  now(): number;
}

const TIMEOUT_MS = 5000;
const Registration = z.object({ proof: z.string(), secret: z.string().min(1), confirmation_url: z.url() });
const Refusal = z.object({ error: z.string() });

/** Registers the shop with an app and confirms it, as the core does for an app that is not from the store. */
export async function handshake(deps: HandshakeDeps, wish: HandshakeWish): Promise<Handshake> {
  const { manifest, shopId, shopUrl, shopSecret, headers } = wish;
  const timestamp = String(Math.floor(deps.now() / 1000));
  const { url, query } = withQuery(manifest.registrationUrl, { "shop-id": shopId, "shop-url": shopUrl, timestamp });
  const answer = await ask(deps, url, {
    headers: {
      ...headers,
      "shopware-app-signature": signed(query, manifest.secret),
      ...(shopSecret === null ? {} : { "shopware-shop-signature": signed(query, shopSecret) }),
    },
  });
  const failed = failure("register", answer, null);
  if (failed !== null) return failed;
  const registration = Registration.safeParse(jsonOf(answer.text));
  if (!registration.success) {
    const message = messageOf(answer.text);
    if (message !== null) return { outcome: "refused", step: "register", status: answer.status ?? 200, message };
    return { outcome: "wrong_answer", why: "shape" };
  }
  const { proof, secret, confirmation_url: confirmationUrl } = registration.data;
  if (proof !== signed(`${shopId}${shopUrl}${manifest.name}`, manifest.secret))
    return { outcome: "wrong_answer", why: "proof" };
  if (secret === shopSecret) return { outcome: "wrong_answer", why: "same_secret" };
  wish.onSecret?.(secret);
  if (wish.diesBeforeConfirm === true) return { outcome: "died", secret };

  const { clientId, clientSecret } = wish.credentials;
  const body = phpJson({ apiKey: clientId, secretKey: clientSecret, timestamp, shopUrl, shopId });
  const confirmed = await ask(deps, confirmationUrl, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      ...headers,
      "shopware-shop-signature": signed(body, secret),
      ...(shopSecret === null ? {} : { "shopware-shop-signature-previous": signed(body, shopSecret) }),
    },
  });
  return failure("confirm", confirmed, secret) ?? { outcome: "confirmed", secret };
}

interface Answer {
  /** Null: none. */
  status: number | null;
  text: string;
}

async function ask(deps: HandshakeDeps, url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await deps.fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: null, text: "" };
  }
}

/** 4xx is a no; 5xx and silence say nothing. */
function failure(step: "register" | "confirm", { status, text }: Answer, secret: string | null): Handshake | null {
  if (status === null || status >= 500) return { outcome: "unknown", step, status, secret };
  if (status >= 300) return { outcome: "refused", step, status, message: messageOf(text) };
  return null;
}

function messageOf(text: string): string | null {
  const refusal = Refusal.safeParse(jsonOf(text));
  return refusal.success ? refusal.data.error : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
