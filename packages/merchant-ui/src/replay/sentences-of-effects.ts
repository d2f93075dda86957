import type { PlannedEffect, ReplayPlan } from "@karla/sync/replay-data";
import type { TFunction } from "i18next";

/** Those that an order delivered again can lead to. */
const SPOKEN: readonly PlannedEffect["effect"][] = [
  "order",
  "refresh_order",
  "read_order",
  "read_extras",
  "read_pictures",
  "order_cancelled",
  "note_trackpage",
];

/** What happens when the order is sent again, and what is left out of it, each as a sentence. */
export function sentencesOfEffects(
  { effects, parcels }: Pick<ReplayPlan, "effects" | "parcels">,
  t: TFunction<"merchant">,
): { happens: string[]; leftOut: string[] } {
  const sentence = ({ effect, fate, because }: PlannedEffect): string => {
    const name = SPOKEN.includes(effect) ? effect : "other";
    const said = t(`replay.effect.${name}`);
    return fate === "waits" && because !== null ? `${said} ${t([`reasons.${because}`, "reasons.unknown"])}` : said;
  };
  const { given, kept } = parcels;
  const of = (isLeftOut: boolean) =>
    effects.filter(({ fate }) => (fate === "left_out") === isLeftOut).map((effect) => sentence(effect));
  return {
    happens: [...of(false), ...(given > 0 ? [t("replay.parcels_given", { count: given })] : [])],
    leftOut: [...of(true), ...(kept > 0 ? [t("replay.parcels_kept", { count: kept })] : [])],
  };
}
