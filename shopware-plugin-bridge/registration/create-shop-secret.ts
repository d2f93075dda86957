/** Makes shared secrets: 32 random bytes in hex. Shopware takes 64 to 255 characters. */
export function createShopSecret(randomBytes: (length: number) => Uint8Array): () => string {
  return () => Buffer.from(randomBytes(32)).toString("hex");
}
