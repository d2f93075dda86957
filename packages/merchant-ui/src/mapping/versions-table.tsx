/** @jsxImportSource react */
import type { MappingOverview } from "@karla/sync/desk-data";
import { useTranslation } from "react-i18next";
import { formatWhen } from "../format-when.ts";
import { usePrimitives } from "../primitives.tsx";
import type { MappingActions } from "./data.ts";
import { nameOfPerson } from "./name-of-person.ts";
import type { ReadyMapping } from "./ready-mapping.ts";

interface VersionsTableProps {
  data: ReadyMapping;
  /** Asks whether this version is to be put back. */
  onAsk: (version: number) => void;
  onCompare: MappingActions["onCompare"];
}

/** The id of the button that asks about a version. */
export const putBackButton = (version: number) => `put-back-${version}`;

export function VersionsTable({ data, onAsk, onCompare }: VersionsTableProps) {
  const { t } = useTranslation("merchant");
  const { Table, Text } = usePrimitives();
  return (
    <Table
      caption={t("mapping_words.versions.caption")}
      columns={[
        { id: "version", title: t("mapping_words.versions.version") },
        { id: "when", title: t("mapping_words.versions.when") },
        { id: "who", title: t("mapping_words.versions.who") },
        { id: "todo", title: t("mapping_words.versions.what_to_do") },
      ]}
      rows={data.overview.versions.map((version) => ({
        id: String(version.version),
        cells: [
          <VersionName
            key="version"
            version={version}
            current={data.overview.published?.version === version.version}
          />,
          <Text key="when" as="span" tone="subdued">
            {formatWhen(version.publishedAt, data.locale, data.timeZone)}
          </Text>,
          <bdi key="who">{nameOfPerson(version.publishedBy, t)}</bdi>,
          <WhatToDo key="todo" version={version.version} data={data} onAsk={onAsk} onCompare={onCompare} />,
        ],
      }))}
    />
  );
}

function VersionName({ version, current }: { version: MappingOverview["versions"][number]; current: boolean }) {
  const { t } = useTranslation("merchant");
  const { Stack, Text, Badge } = usePrimitives();
  const { restored } = version;
  const key = restored === null ? "number" : "number_restored";
  return (
    <Stack direction="row" gap="tight">
      <Text as="span">{t(`mapping_words.versions.${key}`, { version: version.version, restored })}</Text>
      {current ? <Badge tone="success">{t("mapping_words.versions.in_use")}</Badge> : null}
    </Stack>
  );
}

function WhatToDo({ version, data, onAsk, onCompare }: VersionsTableProps & { version: number }) {
  const { t } = useTranslation("merchant");
  const { Stack, Text, Button } = usePrimitives();
  const current = data.overview.published?.version ?? null;
  if (current === version) {
    return (
      <Text as="span" tone="subdued">
        {t("mapping_words.versions.in_use_text")}
      </Text>
    );
  }
  return (
    <Stack direction="row" gap="tight">
      {current === null ? null : (
        <Button
          label={t("mapping_words.versions.compare")}
          accessibleLabel={t("mapping_words.versions.compare_this", { version })}
          onPress={() => onCompare(version, current)}
          disabled={data.busy !== null}
        />
      )}
      <Button
        id={putBackButton(version)}
        label={t("mapping_words.versions.put_back")}
        accessibleLabel={t("mapping_words.versions.put_back_this", { version })}
        onPress={() => onAsk(version)}
        disabled={data.busy !== null}
      />
    </Stack>
  );
}
