import { hash } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import type { RawRequest, Verdict } from "../verifier.ts";

/** Takes a request for authentic when it says so itself, and everything else from its headers. */
export async function fakeVerifier({ headers }: RawRequest): Promise<Verdict> {
  const header = (name: string) => String(headers[name] ?? "");
  if (header("x-test-signature") !== "good") return { outcome: "refused", status: 401, reason: "signature" };
  return {
    outcome: "verified",
    event: {
      shopId: shopIdOf("shopify", header("x-test-shop")),
      source: "shopify",
      topic: header("x-test-topic"),
      eventKey: hash("sha256", header("x-test-id"), "buffer"),
      laneKey: "1001",
      headers: {},
    },
  };
}

/** Headers that the fake verifier takes for authentic. */
export function signed(overrides: Record<string, string> = {}): Record<string, string> {
  return {
    "x-test-signature": "good",
    "x-test-shop": "a.example.com",
    "x-test-topic": "orders/create",
    "x-test-id": "delivery-1",
    ...overrides,
  };
}
