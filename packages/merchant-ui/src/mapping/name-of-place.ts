import type { TFunction } from "i18next";

/** Where in a rule something is, by the path of an issue or a finding. Null where it is the rule itself. */
export function nameOfPlace(path: string, t: TFunction<"merchant">): string | null {
  if (path === "source" || path === "target") return t(`mapping_words.place.${path}`);
  const [, step, within] = /^transforms\.(\d+)(?:\.transforms\.(\d+))?/.exec(path) ?? [];
  if (step === undefined) return null;
  return within === undefined
    ? t("mapping_words.place.step", { step: Number(step) + 1 })
    : t("mapping_words.place.step_within", { step: Number(step) + 1, within: Number(within) + 1 });
}
