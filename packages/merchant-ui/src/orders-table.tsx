/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import type { HomeActions, OrderRow } from "./data.ts";
import { formatWhen } from "./format-when.ts";
import { isolated } from "./mapping/isolated.ts";
import { type Tone, usePrimitives } from "./primitives.tsx";
import { sentenceOfReason } from "./sentence-of-reason.ts";

const TONES: Record<OrderRow["status"], Tone | "neutral"> = {
  pending: "info",
  delivered: "success",
  skipped: "neutral",
  failed: "critical",
};

interface OrdersTableProps {
  orders: readonly OrderRow[];
  /** The reason that all orders wait for, null when there is none. */
  heldBackBy: string | null;
  locale: string;
  timeZone: string;
  orderHref: HomeActions["orderHref"];
  onSendAgain: HomeActions["onSendAgain"];
}

/** The last orders: state, what that means in the merchant's words, when it last changed, and the way to send it again. */
export function OrdersTable({ orders, heldBackBy, locale, timeZone, orderHref, onSendAgain }: OrdersTableProps) {
  const { t } = useTranslation("merchant");
  const { Table, Badge, Button, Link, Text } = usePrimitives();
  return (
    <Table
      caption={t("home.orders_caption")}
      columns={[
        { id: "order", title: t("orders.order") },
        { id: "state", title: t("orders.state") },
        { id: "reason", title: t("orders.reason") },
        { id: "updated", title: t("orders.updated") },
        { id: "again", title: t("replay.send_title") },
      ]}
      rows={orders.map((order) => {
        const href = orderHref(order);
        return {
          id: order.id,
          cells: [
            // Set apart: a name written from the right would turn the row around.
            <bdi key="order">{href === null ? order.name : <Link href={href}>{order.name}</Link>}</bdi>,
            <Badge key="state" tone={TONES[order.status]}>
              {t(`status.${order.status}`)}
            </Badge>,
            t(sentenceOfReason(order, heldBackBy)),
            <Text key="updated" as="span" tone="subdued">
              {formatWhen(order.updatedAt, locale, timeZone)}
            </Text>,
            <Button
              key="again"
              label={t("orders.again")}
              accessibleLabel={t("problems.button_for", { button: t("orders.again"), problem: isolated(order.name) })}
              onPress={() => onSendAgain(order)}
            />,
          ],
        };
      })}
    />
  );
}
