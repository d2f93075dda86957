export const SECRET_BOX_ERROR_CODES = [
  /** Not something `seal` made: too short, unknown version. */
  "malformed",
  /** Sealed with a key that the keyring does not hold (any more). */
  "unknown_key",
  /** Tampered with, or moved: another key, tenant, table, column or row than it was sealed for. */
  "not_authentic",
  /** Would decompress to more than the caller takes. */
  "too_large",
  /** A key that is not 32 bytes, or a key id that cannot be written. */
  "bad_key",
] as const;
export type SecretBoxErrorCode = (typeof SECRET_BOX_ERROR_CODES)[number];

/** Never holds plain text or key material. */
export class SecretBoxError extends Error {
  override readonly name = "SecretBoxError";
  readonly code: SecretBoxErrorCode;
  /** The same bytes never open later. */
  readonly retry = false;

  constructor(code: SecretBoxErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
