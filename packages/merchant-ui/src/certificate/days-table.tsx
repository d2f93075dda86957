/** @jsxImportSource react */
import type { DaySums } from "@karla/sync/ledger";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../format-duration.ts";
import { usePrimitives } from "../primitives.tsx";
import type { CertificateActions, CertificateReady } from "./data.ts";
import { formatDay } from "./format-day.ts";
import { leftOutOn } from "./sums-of-days.ts";
import { TONES, verdictOfDay } from "./verdict-of-day.ts";

/** As many as are shown before more are asked for. */
const FIRST_DAYS = 14;

interface DaysTableProps {
  data: CertificateReady;
  dayHref: CertificateActions["dayHref"];
}

/** What each day comes to, newest first. The day's name opens its own page. */
export function DaysTable({ data, dayHref }: DaysTableProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Table, Button } = usePrimitives();
  const [whole, setWhole] = useState(false);
  const cellsOf = useCells(data, dayHref);
  const { days } = data;
  const figures = ["in_shop", "in_books", "in_core", "left_out", "missing", "recovered", "worst_delay"];
  return (
    <Stack>
      <Table
        caption={t("certificate.days_caption")}
        columns={[
          { id: "day", title: t("certificate.day") },
          { id: "state", title: t("orders.state") },
          ...figures.map((id) => ({ id, title: t(`certificate.${id}`), isFigure: true })),
        ]}
        rows={(whole ? days : days.slice(0, FIRST_DAYS)).map((account) => ({
          id: account.day,
          cells: cellsOf(account),
        }))}
      />
      {whole || days.length <= FIRST_DAYS ? null : (
        <Button label={t("certificate.show_all", { count: days.length })} onPress={() => setWhole(true)} />
      )}
    </Stack>
  );
}

function useCells({ locale }: CertificateReady, dayHref: CertificateActions["dayHref"]) {
  const { t } = useTranslation("merchant");
  const { Badge, Link } = usePrimitives();
  const number = new Intl.NumberFormat(locale);
  return (account: DaySums) => {
    const verdict = verdictOfDay(account);
    const { day, inShop, inBooks, inCore, missing, recovered, worstDelayMs } = account;
    return [
      <Link key="day" href={dayHref(day)}>
        {formatDay(day, locale)}
      </Link>,
      <Badge key="state" tone={TONES[verdict]}>
        {t(`certificate.verdict.${verdict}`)}
      </Badge>,
      ...[inShop, inBooks, inCore, leftOutOn(account), missing, recovered].map((count) => number.format(count)),
      worstDelayMs === null ? "–" : formatDuration(worstDelayMs, locale),
    ];
  };
}
