/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { CertificateReady } from "./data.ts";
import { formatDay } from "./format-day.ts";
import { lastDays } from "./last-days.ts";
import { TONES, type Verdict, verdictOfDay } from "./verdict-of-day.ts";

/** As many as the books are kept of. */
const SHOWN_DAYS = 90;

const LEGEND: readonly Verdict[] = ["whole", "recovered", "waiting", "missing"];

/** A bar for each of the last days, as high as the shop had orders, in the colour of how the day stands. The table has the figures. */
export function DaysChart({ data }: { data: CertificateReady }) {
  const { t } = useTranslation("merchant");
  const { Bars } = usePrimitives();
  const { days, today, locale } = data;
  const accounts = new Map(days.map((account) => [account.day, account]));
  const verdicts = new Map(days.map((account) => [account.day, verdictOfDay(account)]));
  const calendar = lastDays(today, SHOWN_DAYS);
  const number = new Intl.NumberFormat(locale);
  return (
    <Bars
      label={t("certificate.chart", { number: number.format(days.length) })}
      bars={calendar.map((day) => {
        const verdict = verdicts.get(day);
        const height = accounts.get(day)?.inShop ?? 0;
        const tone = verdict === undefined ? "neutral" : TONES[verdict];
        const words = verdict === undefined ? "not_counted" : verdict;
        const title = `${formatDay(day, locale)}: ${number.format(height)}, ${t(`certificate.verdict.${words}`)}`;
        return { id: day, height, tone, title };
      })}
      from={formatDay(calendar[0] ?? today, locale, "short")}
      to={t("certificate.chart_today")}
      legend={LEGEND.filter((verdict) => [...verdicts.values()].includes(verdict)).map((verdict) => ({
        tone: TONES[verdict],
        label: t(`certificate.verdict.${verdict}`),
      }))}
    />
  );
}
