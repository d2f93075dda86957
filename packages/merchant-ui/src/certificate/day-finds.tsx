/** @jsxImportSource react */
import type { Find } from "@karla/sync/ledger";
import { useTranslation } from "react-i18next";
import { formatWhen } from "../format-when.ts";
import { type Tone, usePrimitives } from "../primitives.tsx";
import type { CertificateActions } from "./data.ts";
import { OrderName } from "./order-name.tsx";

const TONES: Record<Find["outcome"], Tone | "neutral"> = { repaired: "success", gone: "neutral", unread: "warning" };

interface DayFindsProps {
  finds: readonly Find[];
  locale: string;
  timeZone: string;
  orderHref: CertificateActions["orderHref"];
}

/** The orders of a day that comparisons found, and what became of them. Nothing where none was found. */
export function DayFinds({ finds, locale, timeZone, orderHref }: DayFindsProps) {
  const { t } = useTranslation("merchant");
  const { Card, Table, Badge } = usePrimitives();
  if (finds.length === 0) return null;
  return (
    <Card title={t("certificate.finds")}>
      <Table
        caption={t("certificate.finds")}
        columns={[
          { id: "order", title: t("orders.order") },
          { id: "state", title: t("orders.state") },
          { id: "why", title: t("orders.reason") },
          { id: "found", title: t("certificate.found") },
        ]}
        rows={finds.map((find) => ({
          id: `${find.reconciliationId} ${find.id}`,
          cells: [
            <OrderName key="order" order={find} orderHref={orderHref} />,
            <Badge key="state" tone={TONES[find.outcome]}>
              {t(`certificate.outcome.${find.outcome}`)}
            </Badge>,
            `${t(`certificate.find.${find.why}`)} ${t(`certificate.find.${find.outcome}`)}`,
            formatWhen(find.foundAt, locale, timeZone),
          ],
        }))}
      />
    </Card>
  );
}
