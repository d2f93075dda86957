import type { ReplayPlan } from "@karla/sync/replay-data";

/** Also what is unchanged: the shop is asked for the order first, and may have something newer. */
export function canBeSent({ verdict, reason, effects }: Pick<ReplayPlan, "verdict" | "reason" | "effects">): boolean {
  if (verdict === "refused" || reason === "on_its_way") return false;
  return effects.some(({ fate }) => fate !== "left_out");
}
