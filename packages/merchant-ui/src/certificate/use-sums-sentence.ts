import type { DaySums } from "@karla/sync/ledger";
import { useTranslation } from "react-i18next";
import { sumsOf } from "./sums-of-days.ts";

/** Says what days come to, e.g. "1,284 orders in your shop today, 1,284 accounted for, 3 recovered, 0 missing." */
export function useSumsSentence(locale: string): (text: string, days: readonly DaySums[]) => string {
  const { t } = useTranslation("merchant");
  const number = new Intl.NumberFormat(locale);
  return (text, days) => {
    const { inShop, accounted, recovered, missing } = sumsOf(days);
    return t(text, {
      count: inShop,
      inShop: number.format(inShop),
      accounted: number.format(accounted),
      recovered: number.format(recovered),
      missing: number.format(missing),
    });
  };
}
