import { createHmac, timingSafeEqual } from "node:crypto";

/** The plugin's tolerance on both sides of our clock, in whole seconds. That the docs mean the same is unverified. */
const TOLERANCE_SECONDS = 300;
/** As it stands in the header: what is signed is this text, so there is one spelling of a time. */
const SECONDS = /^[1-9]\d{0,11}$/;
const HEX_SHA256 = /^[0-9a-f]{64}$/;
const PART = /^([a-z0-9]+)=([^=\s]+)$/;

/** Why a signature is not taken. */
export const SIGNATURE_REFUSALS = ["no_signature", "malformed_signature", "bad_signature", "stale_timestamp"] as const;
type SignatureRefusal = (typeof SIGNATURE_REFUSALS)[number];

export type SignatureVerdict = { outcome: "verified" } | { outcome: "refused"; reason: SignatureRefusal };

/**
 * Karla's webhook signature, `Karla-Signature: t=<unix seconds>,v1=<hex>[,v1=<hex>]` (docs, php plugin): HMAC-SHA256 over the
 * time as it is written, a dot and the raw body, keyed with the secret's literal text. While a secret is being changed there
 * may be several `v1`, of which any may fit; other schemes (`v0`, `v2`) are passed over. `now`: milliseconds since the epoch.
 */
export function verifySignature(
  header: string | undefined,
  { body, secret, now }: { body: Buffer; secret: string; now: number },
): SignatureVerdict {
  if (header === undefined || header === "") return refused("no_signature");
  const signature = readHeader(header);
  if (signature === null) return refused("malformed_signature");
  const { t, given } = signature;
  // An empty key would be everybody's.
  if (secret === "") return refused("bad_signature");
  const expected = createHmac("sha256", secret).update(`${t}.`).update(body).digest();
  // Each is compared, so that the time taken does not tell which one fits.
  const fits = given.map((digest) => timingSafeEqual(digest, expected));
  if (!fits.includes(true)) return refused("bad_signature");
  const age = Math.abs(Math.floor(now / 1_000) - Number(t));
  return age > TOLERANCE_SECONDS ? refused("stale_timestamp") : { outcome: "verified" };
}

/** Null where there is not exactly one time, or anything that is no `name=value`. Digests of another shape fit nothing. */
function readHeader(header: string): { t: string; given: Buffer[] } | null {
  const parts = header.split(",").map((part) => PART.exec(part));
  const times: string[] = [];
  const given: Buffer[] = [];
  for (const part of parts) {
    const [, name, value = ""] = part ?? [];
    if (name === undefined) return null;
    if (name === "t") times.push(value);
    if (name === "v1" && HEX_SHA256.test(value)) given.push(Buffer.from(value, "hex"));
  }
  const [t] = times;
  return t !== undefined && times.length === 1 && SECONDS.test(t) ? { t, given } : null;
}

function refused(reason: SignatureRefusal): SignatureVerdict {
  return { outcome: "refused", reason };
}
