import type { HomeData } from "./data.ts";

/** Reasons that hold all orders of a shop back until the merchant acts, what is to be seen to first before the rest. */
const HOLD_ALL_BACK = ["not_connected", "core_already_syncs", "credentials_refused", "core_shop_unknown"];

/** The reason that all orders of the shop wait for, null when each of them goes its way. */
export function whatHoldsBack(
  data: Pick<Extract<HomeData, { state: "ready" }>, "connected" | "problems">,
): string | null {
  if (!data.connected) return "not_connected";
  const open = data.problems.map(({ code }) => code);
  return [...HOLD_ALL_BACK, "core_unreachable"].find((code) => open.includes(code)) ?? null;
}

/** Whether an order never waits for this alone: it is over for all as soon as the merchant has acted. */
export function holdsAllBack(reason: string): boolean {
  return HOLD_ALL_BACK.includes(reason);
}
