/** @jsxImportSource react */
import type { TriedOrder } from "@karla/sync/desk-data";
import type { MappingDocument } from "@karla/sync/mapping";
import { useTranslation } from "react-i18next";
import { type Tone, usePrimitives } from "../primitives.tsx";
import { differenceRows } from "./difference-rows.tsx";
import { isolated } from "./isolated.ts";
import { sentencesOfIssues } from "./sentences-of-issues.ts";

const TONES: Record<TriedOrder["verdict"], Tone | "neutral"> = {
  unchanged: "neutral",
  changed: "info",
  newly_failing: "critical",
  newly_fixed: "success",
};

/** Each order with its verdict, what goes wrong in it, and what Karla gets now and afterwards. */
export function TriedOrders({ orders, document }: { orders: readonly TriedOrder[]; document: MappingDocument }) {
  const { t } = useTranslation("merchant");
  const { Stack, Text, Badge, List } = usePrimitives();
  return (
    <>
      {orders.map((order) => (
        <Stack key={order.id}>
          <Stack direction="row" gap="tight">
            <Text as="h3">
              <bdi>{order.name}</bdi>
            </Text>
            <Badge tone={TONES[order.verdict]}>{t(`mapping_words.trial.verdict.${order.verdict}`)}</Badge>
          </Stack>
          {order.issues.length === 0 ? null : <List items={sentencesOfIssues(order.issues, document, t)} />}
          <Differences order={order} />
        </Stack>
      ))}
    </>
  );
}

function Differences({ order: { name, differences } }: { order: TriedOrder }) {
  const { t } = useTranslation("merchant");
  const { Table, Text } = usePrimitives();
  if (differences.length === 0) return <Text tone="subdued">{t("mapping_words.trial.no_difference")}</Text>;
  return (
    <Table
      caption={t("mapping_words.trial.table", { order: isolated(name) })}
      columns={[
        { id: "what", title: t("mapping_words.trial.what") },
        { id: "before", title: t("mapping_words.trial.before") },
        { id: "after", title: t("mapping_words.trial.after") },
      ]}
      rows={differenceRows(differences, t)}
    />
  );
}
