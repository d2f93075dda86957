/** @jsxImportSource react */
import type { Backfill } from "@karla/sync/backfill";
import { useTranslation } from "react-i18next";
import { formatWhen } from "../format-when.ts";
import { usePrimitives } from "../primitives.tsx";
import { outOfReachBefore, scopeOf } from "./scope-of.ts";

/** What an import is of, and what of it the app is not given. */
export function ScopeText({ backfill, locale, timeZone }: { backfill: Backfill; locale: string; timeZone: string }) {
  const { t } = useTranslation("merchant");
  const { Text } = usePrimitives();
  const days = scopeOf(backfill);
  const before = outOfReachBefore(backfill);
  const scope = days === null ? t("import.of_everything") : t("import.of_days", { count: days });
  const reach = before === null ? [] : [t("import.out_of_reach", { when: formatWhen(before, locale, timeZone) })];
  return (
    <Text size="small" tone="subdued">
      {[scope, ...reach].join(" ")}
    </Text>
  );
}
