/** @jsxImportSource react */
import type { MappingTrial } from "@karla/sync/desk-data";
import type { MappingDocument } from "@karla/sync/mapping";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { TriedOrders } from "./tried-orders.tsx";

interface TrialResultProps {
  trial: MappingTrial;
  /** What was tried. */
  document: MappingDocument;
  /** It was changed since. */
  outdated: boolean;
  locale: string;
}

/** How many orders stay as they are, and what becomes of the others. */
export function TrialResult({ trial, document, outdated, locale }: TrialResultProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, Figures, Banner } = usePrimitives();
  const { counts, shown, orders } = trial;
  const number = new Intl.NumberFormat(locale);
  const figure = (verdict: keyof typeof counts) => ({
    label: t(`mapping_words.trial.figure.${verdict}`),
    value: number.format(counts[verdict]),
  });
  const left = orders - counts.unchanged - shown.length;
  return (
    <Card title={t("mapping_words.trial.result", { count: orders, n: number.format(orders) })}>
      <Stack gap="loose">
        {outdated ? <Banner tone="info" title={t("mapping_words.trial.outdated")} /> : null}
        <Figures
          items={[
            figure("unchanged"),
            figure("changed"),
            { ...figure("newly_failing"), ...(counts.newly_failing > 0 ? { tone: "critical" } : {}) },
            { ...figure("newly_fixed"), ...(counts.newly_fixed > 0 ? { tone: "success" } : {}) },
          ]}
        />
        {counts.unchanged === orders ? <Text>{t("mapping_words.trial.nothing_changes")}</Text> : null}
        {left > 0 ? (
          <Text tone="subdued">{t("mapping_words.trial.shown_first", { n: number.format(shown.length) })}</Text>
        ) : null}
        <TriedOrders orders={shown} document={document} />
      </Stack>
    </Card>
  );
}
