import type { TFunction } from "i18next";

/** Who saved or published, as far as it is known: the shop's staff by their number. */
export function nameOfPerson(by: string, t: TFunction<"merchant">): string {
  if (by === "operator") return t("mapping_words.versions.operator");
  const [, id] = /^user:(.+)$/s.exec(by) ?? [];
  return id === undefined ? t("mapping_words.versions.somebody") : t("mapping_words.versions.staff", { id });
}
