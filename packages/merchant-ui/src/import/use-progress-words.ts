import type { Backfill } from "@karla/sync/backfill";
import { useTranslation } from "react-i18next";

/** How far an import is, for example "12,345 of 100,000 orders". */
export function useProgressWords({ total, done }: Pick<Backfill, "total" | "done">, locale: string): string {
  const { t } = useTranslation("merchant");
  if (total === null) return t("import.not_counted");
  const number = new Intl.NumberFormat(locale);
  // Orders that were placed since the shop counted them are gone through as well.
  const all = Math.max(total, done);
  return t("import.progress", { count: all, done: number.format(done), total: number.format(all) });
}
