import { expect, test } from "vitest";
import { withoutTokens } from "./without-tokens.ts";

test.each([
  ["Failed to parse session token 'anything at all': nothing", "Failed to parse session token '[token]': nothing"],
  ["got eyJhbGciOiJIUzI1NiJ9.e30.c2ln of it", "got [token] of it"],
  // Not every header begins with `{"`.
  ["got IHsgImFsZyI6ICJIUzI1NiIgfQ.IHsgImlzcyI6ICJ4IiB9IA.c2ln of it", "got [token] of it"],
  ["kept shpat_0a1b and shprt_2c3d", "kept [token] and [token]"],
  ["a.myshopify.com did not answer | {shop: x, token: y}", "a.myshopify.com did not answer"],
])("%j is written as %j", (message, written) => expect(withoutTokens(message)).toBe(written));
