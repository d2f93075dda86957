/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { formatWhen } from "../format-when.ts";
import { type Tone, usePrimitives } from "../primitives.tsx";
import type { CertificateReady } from "./data.ts";
import { useSumsSentence } from "./use-sums-sentence.ts";
import { type Verdict, verdictOfDay } from "./verdict-of-day.ts";

const TONES: Record<Verdict, Tone> = {
  missing: "critical",
  waiting: "warning",
  recovered: "success",
  whole: "success",
  nothing_placed: "info",
};

/** How today stands, and when it was counted. */
export function TodayBanner({ data }: { data: CertificateReady }) {
  const { t } = useTranslation("merchant");
  const { Banner, Text } = usePrimitives();
  const sentence = useSumsSentence(data.locale);
  const { days, today, locale, timeZone } = data;
  const account = days.find(({ day }) => day === today);
  if (account === undefined) {
    return (
      <Banner tone="info" title={t("certificate.today_counting")}>
        <Text>{t("certificate.today_counting_text")}</Text>
      </Banner>
    );
  }
  const verdict = verdictOfDay(account);
  const { missing } = account;
  const counted = t("certificate.counted", {
    when: formatWhen(account.finishedAt ?? account.startedAt, locale, timeZone),
  });
  const words = account.inShop === 0 ? counted : `${sentence("certificate.today", [account])} ${counted}`;
  return (
    <Banner
      tone={TONES[verdict]}
      title={t(`certificate.today_${verdict}`, {
        count: missing,
        number: new Intl.NumberFormat(locale).format(missing),
      })}
    >
      <Text>{words}</Text>
    </Banner>
  );
}
