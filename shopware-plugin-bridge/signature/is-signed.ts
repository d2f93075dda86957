import { timingSafeEqual } from "node:crypto";
import { sign } from "./sign.ts";

const HEX = /^[0-9a-f]{64}$/;

/**
 * Whether `signature` is that of one of `messages`. The text is compared, not what it decodes to: upper-case hex or two
 * joined headers are not what a shop sends. Every message is signed and compared, so that the time tells nothing.
 */
export function isSigned(
  messages: readonly (string | Uint8Array)[],
  signature: string | undefined,
  secret: string,
): boolean {
  // An empty key would be everybody's.
  if (secret === "" || signature === undefined || !HEX.test(signature)) return false;
  const given = Buffer.from(signature);
  return messages.map((message) => timingSafeEqual(given, Buffer.from(sign(message, secret)))).includes(true);
}
