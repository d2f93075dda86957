import { z } from "zod";
import { type Refusal, refuse } from "./refusal.ts";
import { isShopId } from "./shop-id.ts";

/** `timestamp` and `shopUrl` are there too; the secret that signs is good for one registration and one only. */
const Body = z.object({
  shopId: z.string().refine(isShopId),
  apiKey: z.string().min(1).max(255),
  secretKey: z.string().min(1).max(255),
});

export interface ConfirmationRequest {
  readonly body: Uint8Array;
  readonly signature: string | undefined;
  readonly previousSignature: string | undefined;
}

/** A confirmation that is not verified yet: the secret that signs it is found by the shop id in its body. */
export interface Confirmation extends ConfirmationRequest {
  readonly outcome: "read";
  readonly shopId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export function readConfirmation(request: ConfirmationRequest): Confirmation | Refusal {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(request.body));
  } catch {
    return refuse(400, "unreadable_body");
  }
  const { success, data } = Body.safeParse(json);
  if (!success) return refuse(400, "unreadable_body");
  return { outcome: "read", ...request, shopId: data.shopId, clientId: data.apiKey, clientSecret: data.secretKey };
}
