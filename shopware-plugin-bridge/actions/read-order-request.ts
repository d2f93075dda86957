import { z } from "zod";
import { type Refusal, refuse } from "../registration/refusal.ts";
import { isShopId } from "../registration/shop-id.ts";
import { checkShopUrl } from "../shop-url/check-shop-url.ts";
import type { ShopUrlRules } from "../shop-url/guard-url.ts";
import type { OrderRequestTopic } from "./order-request.ts";

/** More are not read for one press of the button: a shop answers some orders a second. */
export const MOST_ORDERS = 100;
const MAX_NOTE = 200;
const ORDER_ID = /^[0-9a-f]{32}$/;

const Source = z.object({ shopId: z.string().refine(isShopId), url: z.string() });

/** The parameters that our `flow.xml` names, filled in by the shop. What cannot be filled in comes empty. */
const FlowCall = z.object({
  orderId: z.unknown().optional(),
  note: z.unknown().optional(),
  source: Source,
  timestamp: z.number().int(),
});

const ButtonCall = z.object({
  source: Source,
  data: z.object({ ids: z.array(z.unknown()), entity: z.literal("order") }),
  meta: z.object({ timestamp: z.number().int() }),
});

/** A request that is not verified yet: the secret that signs it is found by the shop id in it. */
export interface ReadOrderRequest {
  readonly outcome: "read";
  readonly shopId: string;
  /** In canonical form; null where it is none. */
  readonly url: string | null;
  /** Seconds since the epoch, as text. */
  readonly timestamp: string;
  /** Each once, the first hundred. */
  readonly orderIds: readonly string[];
  /** How many were named, those that are no ids left out. */
  readonly named: number;
  readonly note: string | null;
}

export function readOrderRequest(
  topic: OrderRequestTopic,
  body: Uint8Array,
  rules: ShopUrlRules,
): ReadOrderRequest | Refusal {
  const json = jsonOf(body);
  switch (topic) {
    case "flow/sync-order": {
      const { data: call } = FlowCall.safeParse(json);
      if (call === undefined) return refuse(400, "unreadable_body");
      const { source, timestamp, orderId, note } = call;
      return { ...read(source, timestamp, [orderId], rules), note: noteOf(note) };
    }
    case "action/sync-orders": {
      const { data: call } = ButtonCall.safeParse(json);
      if (call === undefined) return refuse(400, "unreadable_body");
      return { ...read(call.source, call.meta.timestamp, call.data.ids, rules), note: null };
    }
  }
}

function read(source: z.infer<typeof Source>, timestamp: number, ids: readonly unknown[], rules: ShopUrlRules) {
  const checked = checkShopUrl(source.url, rules);
  const named = [...new Set(ids.filter((id) => typeof id === "string" && ORDER_ID.test(id)).map(String))];
  return {
    outcome: "read" as const,
    shopId: source.shopId,
    url: checked.outcome === "usable" ? checked.url : null,
    timestamp: String(timestamp),
    orderIds: named.slice(0, MOST_ORDERS),
    named: named.length,
  };
}

function noteOf(note: unknown): string | null {
  return typeof note === "string" && note.trim() !== "" ? note.slice(0, MAX_NOTE).toWellFormed() : null;
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
