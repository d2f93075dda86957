/** @jsxImportSource react */
import type { Gap } from "@karla/sync/ledger";
import { useTranslation } from "react-i18next";
import { formatWhen } from "../format-when.ts";
import { type Tone, usePrimitives } from "../primitives.tsx";
import type { CertificateActions } from "./data.ts";
import { OrderName } from "./order-name.tsx";

const TONES: Record<Gap["why"], Tone> = {
  not_in_books: "warning",
  waiting: "info",
  refused: "critical",
  not_in_core: "critical",
};

interface DayGapsProps {
  gaps: readonly Gap[];
  /** All that is missing, more than is named perhaps. */
  missing: number;
  locale: string;
  timeZone: string;
  orderHref: CertificateActions["orderHref"];
}

/** The orders of a day that Karla lacks, and why. Nothing where it lacks none. */
export function DayGaps({ gaps, missing, locale, timeZone, orderHref }: DayGapsProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Table, Badge, Text } = usePrimitives();
  if (missing === 0) return null;
  const unnamed = missing - gaps.length;
  return (
    <Card title={t("certificate.gaps")}>
      <Stack>
        <Table
          caption={t("certificate.gaps")}
          columns={[
            { id: "order", title: t("orders.order") },
            { id: "state", title: t("orders.state") },
            { id: "why", title: t("orders.reason") },
            { id: "placed", title: t("certificate.placed") },
          ]}
          rows={gaps.map((gap) => ({
            id: gap.id,
            cells: [
              <OrderName key="order" order={gap} orderHref={orderHref} />,
              <Badge key="state" tone={TONES[gap.why]}>
                {t(`certificate.gap_state.${gap.why}`)}
              </Badge>,
              t(`certificate.gap.${gap.why}`),
              formatWhen(gap.placedAt, locale, timeZone),
            ],
          }))}
        />
        {unnamed <= 0 ? null : <Text>{t("certificate.unnamed", { count: unnamed })}</Text>}
      </Stack>
    </Card>
  );
}
