/** @jsxImportSource react */
import type { DaySums, LeftOut } from "@karla/sync/ledger";
import { useTranslation } from "react-i18next";
import { formatWhen } from "../format-when.ts";
import { usePrimitives } from "../primitives.tsx";
import { sentenceOfReason } from "../sentence-of-reason.ts";
import type { CertificateActions } from "./data.ts";
import { OrderName } from "./order-name.tsx";

interface Shown {
  locale: string;
  timeZone: string;
  orderHref: CertificateActions["orderHref"];
}

interface DayLeftOutProps extends Shown {
  skipped: DaySums["skipped"];
  leftOut: readonly LeftOut[];
}

/** How many orders of a day were left out on purpose for each reason, and which. Nothing where none was. */
export function DayLeftOut({ skipped, leftOut, ...shown }: DayLeftOutProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack } = usePrimitives();
  const reasons = Object.entries(skipped).filter(([, count]) => count > 0);
  if (reasons.length === 0) return null;
  return (
    <Card title={t("certificate.reasons")}>
      <Stack gap="loose">
        {reasons.map(([reason, count]) => {
          const orders = leftOut.filter((order) => order.reason === reason);
          return <OfReason key={reason} reason={reason} count={count} orders={orders} {...shown} />;
        })}
      </Stack>
    </Card>
  );
}

interface OfReasonProps extends Shown {
  reason: string;
  count: number;
  /** Those that are known by name: none, where the day was counted before orders were named as left out. */
  orders: readonly LeftOut[];
}

function OfReason({ reason, count, orders, locale, timeZone, orderHref }: OfReasonProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Table, Text } = usePrimitives();
  const sentence = t("certificate.reason", {
    count,
    number: new Intl.NumberFormat(locale).format(count),
    reason: t(sentenceOfReason({ status: "skipped", reason }, null)),
  });
  if (orders.length === 0) return <Text>{sentence}</Text>;
  const unnamed = count - orders.length;
  return (
    <Stack gap="tight">
      <Text>{sentence}</Text>
      <Table
        caption={sentence}
        columns={[
          { id: "order", title: t("orders.order") },
          { id: "placed", title: t("certificate.placed") },
        ]}
        rows={orders.map((order) => ({
          id: order.id,
          cells: [
            <OrderName key="order" order={order} orderHref={orderHref} />,
            formatWhen(order.placedAt, locale, timeZone),
          ],
        }))}
      />
      {unnamed <= 0 ? null : <Text>{t("certificate.unnamed", { count: unnamed })}</Text>}
    </Stack>
  );
}
