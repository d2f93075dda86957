import type { OrderLook } from "./order-look.ts";

/** Status and pause of a look's answer. Shopify shows a page of its own in place of one above 499: for Liquid see `liquidHead`. */
export function headOfLook(look: OrderLook): { status: number; retryAfterSeconds?: number } {
  switch (look.outcome) {
    case "finder":
    case "order":
    case "not_connected":
      return { status: 200 };
    case "not_found":
      return { status: 404 };
    case "throttled":
      return { status: 429, retryAfterSeconds: look.retryAfterSeconds };
    case "unavailable":
      return { status: 503, retryAfterSeconds: 60 };
  }
}

/** The same for a page that the storefront renders. */
export function liquidHead<Head extends { status: number }>(head: Head): Head {
  return head.status > 499 ? { ...head, status: 200 } : head;
}
