/** @jsxImportSource react */
import type { MappingDocument } from "@karla/sync/mapping";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { MappingActions } from "./data.ts";
import type { ReadyMapping } from "./ready-mapping.ts";
import { sameJson } from "./same-json.ts";
import { trialOf } from "./trial-of.ts";
import { TrialResult } from "./trial-result.tsx";

const SIZES = [50, 100, 250, 1_000];

interface TrialPanelProps {
  data: ReadyMapping;
  /** What is tried, saved or not. */
  document: MappingDocument;
  actions: MappingActions;
}

/** Shows on the last orders what a mapping would do, before anything is sent with it. */
export function TrialPanel({ data, document, actions }: TrialPanelProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, Select, Button, Spinner, EmptyState, Announcement } = usePrimitives();
  const [orders, setOrders] = useState(100);
  /** What the last press of the button here was about. */
  const [tried, setTried] = useState<MappingDocument | null>(null);
  const trial = data.busy === "try" ? null : trialOf(data.answer);
  const subject = data.answer?.outcome === "would_fail" ? data.overview.draft.document : (tried ?? document);
  const sized = (count: number) => ({ count, n: new Intl.NumberFormat(data.locale).format(count) });

  if (data.overview.samples.length === 0) {
    return (
      <EmptyState title={t("mapping_words.trial.none_title")}>
        <Text>{t("mapping_words.trial.none_text")}</Text>
      </EmptyState>
    );
  }
  const press = () => {
    setTried(document);
    actions.onTry(document, orders);
  };
  return (
    <Stack>
      <Announcement text={trial === null ? "" : t("mapping_words.trial.result", sized(trial.orders))} />
      <Card title={t("mapping_words.trial.title")}>
        <Stack>
          <Text tone="subdued">{t("mapping_words.trial.intro")}</Text>
          <Select
            name="trial-orders"
            label={t("mapping_words.trial.orders")}
            value={String(orders)}
            options={SIZES.map((size) => ({
              value: String(size),
              label: t("mapping_words.trial.orders_option", sized(size)),
            }))}
            onChange={(size) => setOrders(Number(size))}
          />
          <Button
            label={t("mapping_words.trial.try")}
            onPress={press}
            busy={data.busy === "try"}
            disabled={data.busy !== null && data.busy !== "try"}
          />
          {data.busy === "try" ? <Spinner label={t("mapping_words.trial.trying", sized(orders))} /> : null}
        </Stack>
      </Card>
      {trial === null ? null : (
        <TrialResult trial={trial} document={subject} outdated={!sameJson(subject, document)} locale={data.locale} />
      )}
    </Stack>
  );
}
