/** @jsxImportSource react */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChangesTable } from "./changes-table.tsx";
import { ComparedVersions } from "./compared-versions.tsx";
import type { MappingActions } from "./data.ts";
import type { ReadyMapping } from "./ready-mapping.ts";
import { RestoreQuestion } from "./restore-question.tsx";
import { useLead } from "./use-lead.ts";
import { putBackButton, VersionsTable } from "./versions-table.tsx";

/** Every version that was published, and who did what. An earlier one can be put back. */
export function VersionsPanel({ data, actions }: { data: ReadyMapping; actions: MappingActions }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, EmptyState, Text, Announcement } = usePrimitives();
  /** The version that is asked about before it is put back. */
  const [asked, setAsked] = useState<number | null>(null);
  const { versions, changes } = data.overview;
  const compared = data.busy !== "compare" && data.answer?.outcome === "compared" ? data.answer : null;

  const lead = useLead();
  const leave = (version: number) => {
    lead(putBackButton(version));
    setAsked(null);
  };
  const restore = (version: number) => {
    setAsked(null);
    actions.onRestore(version);
  };
  return (
    <Stack>
      <Announcement
        text={
          compared === null ? "" : t("mapping_words.versions.compared_said", { count: compared.differences.length })
        }
      />
      {versions.length === 0 ? (
        <EmptyState title={t("mapping_words.versions.none_title")}>
          <Text>{t("mapping_words.versions.none_text")}</Text>
        </EmptyState>
      ) : (
        <Card title={t("mapping_words.versions.title")}>
          <VersionsTable data={data} onAsk={setAsked} onCompare={actions.onCompare} />
        </Card>
      )}
      {asked === null ? null : (
        <RestoreQuestion
          key={asked}
          version={asked}
          busy={data.busy !== null}
          onYes={restore}
          onNo={() => leave(asked)}
        />
      )}
      {compared === null ? null : <ComparedVersions {...compared} />}
      {changes.length === 0 ? null : <ChangesTable data={data} />}
    </Stack>
  );
}
