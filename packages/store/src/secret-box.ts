import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomFillSync } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { errorCode } from "./error-code.ts";
import type { Keyring, SealKey } from "./keyring.ts";
import { SecretBoxError } from "./secret-box-error.ts";

/**
 * Where a sealed value belongs. It is authenticated, not stored: a value copied to another shop, column or row does not
 * open there.
 */
export interface SealPlace {
  /** The shop's id, or another owner's name. */
  tenant: string;
  table: string;
  column: string;
  row?: string;
}

/*
 * Layout of a sealed value (AES-256-GCM):
 *   1 byte    version, 1
 *   1 byte    length n of the key id
 *   n bytes   key id, ASCII
 *   12 bytes  nonce, random: one key must not seal more than 2^32 values, which is why keys are per shop
 *   16 bytes  tag
 *   rest      cipher text
 * Additional authenticated data: everything before the nonce, then the place as JSON array.
 */
const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/** Of a body of some 12 KB little is left: a smaller buffer for it is less to make and to throw away. */
const FASTEST = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 4_096 };

/** To make a key of bytes takes several times as long as to seal an order with it. */
const keyObjects = new WeakMap<SealKey, KeyObject>();
/** Random bytes for the nonces to come: fetched for many at once, each used once. */
const nonces = Buffer.alloc(NONCE * 256);
let nextNonce = nonces.length;

/** Encrypts for one place. */
export function seal(key: SealKey, plain: Uint8Array, place: SealPlace): Buffer {
  const header = headerFor(key);
  const nonce = freshNonce();
  const cipher = createCipheriv("aes-256-gcm", keyObjectOf(key), nonce, { authTagLength: TAG });
  cipher.setAAD(authenticated(header, place));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([header, nonce, cipher.getAuthTag(), body]);
}

/** Decrypts what `seal` made for the same place; throws a `SecretBoxError` for anything else. */
export function open(keyring: Pick<Keyring, "find">, sealed: Buffer, place: SealPlace): Buffer {
  const header = headerOf(sealed);
  const keyId = header.subarray(2).toString("latin1");
  const key = keyring.find(keyId);
  if (key === null) throw new SecretBoxError("unknown_key", `No key ${keyId} to open ${place.table}.${place.column}.`);
  const nonceAt = header.length;
  const tagAt = nonceAt + NONCE;
  const nonce = sealed.subarray(nonceAt, tagAt);
  const decipher = createDecipheriv("aes-256-gcm", keyObjectOf(key), nonce, { authTagLength: TAG });
  decipher.setAAD(authenticated(header, place));
  decipher.setAuthTag(sealed.subarray(tagAt, tagAt + TAG));
  try {
    const plain = decipher.update(sealed.subarray(tagAt + TAG));
    // In this mode it gives nothing more, and throws where the tag does not fit.
    decipher.final();
    return plain;
  } catch {
    throw new SecretBoxError(
      "not_authentic",
      `A value of ${place.table}.${place.column} is not what was sealed there.`,
    );
  }
}

/** Id of the key a value is sealed with. */
export function keyIdOf(sealed: Buffer): string {
  return headerOf(sealed).subarray(2).toString("latin1");
}

/** What every value begins with that this key sealed: after a rotation it tells what has to be sealed anew. */
export function headerFor({ id }: SealKey): Buffer {
  return Buffer.concat([Buffer.from([VERSION, id.length]), Buffer.from(id, "latin1")]);
}

/** `seal` for bodies: zstd at level 1 makes JSON four to five times smaller and costs less than the bytes saved. */
export function compressAndSeal(key: SealKey, plain: Uint8Array, place: SealPlace): Buffer {
  return seal(key, zstdCompressSync(plain, FASTEST), place);
}

/** Opens what `compressAndSeal` made. `maxBytes` caps the plain text: a few bytes may unfold to gigabytes. */
export function openAndDecompress(
  keyring: Pick<Keyring, "find">,
  sealed: Buffer,
  place: SealPlace,
  maxBytes: number,
): Buffer {
  const compressed = open(keyring, sealed, place);
  try {
    return zstdDecompressSync(compressed, { maxOutputLength: maxBytes });
  } catch (error) {
    if (errorCode(error) === "ERR_BUFFER_TOO_LARGE") {
      throw new SecretBoxError(
        "too_large",
        `A value of ${place.table}.${place.column} is larger than ${maxBytes} bytes.`,
      );
    }
    throw new SecretBoxError("malformed", `A value of ${place.table}.${place.column} was not compressed by us.`);
  }
}

function keyObjectOf(key: SealKey): KeyObject {
  const known = keyObjects.get(key);
  if (known !== undefined) return known;
  const made = createSecretKey(key.key);
  keyObjects.set(key, made);
  return made;
}

/** To be used before the next one is asked for: it is a view of what is filled again. */
function freshNonce(): Buffer {
  if (nextNonce === nonces.length) {
    randomFillSync(nonces);
    nextNonce = 0;
  }
  nextNonce += NONCE;
  return nonces.subarray(nextNonce - NONCE, nextNonce);
}

function headerOf(sealed: Buffer): Buffer {
  const length = sealed[1] ?? 0;
  if (sealed[0] !== VERSION || length === 0 || sealed.length < 2 + length + NONCE + TAG) {
    throw new SecretBoxError("malformed", "Not a sealed value of a version known here.");
  }
  return sealed.subarray(0, 2 + length);
}

/** As a JSON array no two places look alike, whatever characters are in the names. */
function authenticated(header: Buffer, { tenant, table, column, row }: SealPlace): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify([tenant, table, column, row ?? null]))]);
}
