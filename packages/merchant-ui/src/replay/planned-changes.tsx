/** @jsxImportSource react */
import type { ReplayPlan } from "@karla/sync/replay-data";
import { useTranslation } from "react-i18next";
import { differenceRows } from "../mapping/difference-rows.tsx";
import { usePrimitives } from "../primitives.tsx";
import { sentenceOfRefusal } from "./sentence-of-refusal.ts";

/** What would be another one at Karla, place by place, or why nothing would. */
export function PlannedChanges({ plan }: { plan: ReplayPlan }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text } = usePrimitives();
  return (
    <Card title={t("replay.changes")}>
      <Stack>
        <Text>{plan.verdict === "does" ? t(changesOf(plan)) : t(sentenceOfRefusal(plan.reason))}</Text>
        <Differences plan={plan} />
      </Stack>
    </Card>
  );
}

function changesOf({ held, differences }: ReplayPlan): string {
  if (held === null) return "replay.all_new";
  return differences.length > 0 ? "replay.some_differ" : "replay.same_again";
}

function Differences({ plan: { differences, isExact } }: { plan: ReplayPlan }) {
  const { t } = useTranslation("merchant");
  const { Table, Text } = usePrimitives();
  if (differences.length === 0) return null;
  return (
    <>
      {isExact ? null : <Text tone="subdued">{t("replay.not_exact")}</Text>}
      <Table
        caption={t("replay.changes_caption")}
        columns={[
          { id: "what", title: t("mapping_words.trial.what") },
          { id: "before", title: t("replay.at_karla") },
          { id: "after", title: t("replay.afterwards") },
        ]}
        rows={differenceRows(differences, t)}
      />
    </>
  );
}
