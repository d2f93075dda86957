/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { formatWhen } from "../format-when.ts";
import { usePrimitives } from "../primitives.tsx";
import { nameOfPerson } from "./name-of-person.ts";
import type { ReadyMapping } from "./ready-mapping.ts";

/** Who saved and published what, newest first. */
export function ChangesTable({ data }: { data: ReadyMapping }) {
  const { t } = useTranslation("merchant");
  const { Card, Table, Text } = usePrimitives();
  return (
    <Card title={t("mapping_words.versions.changes_title")}>
      <Table
        caption={t("mapping_words.versions.changes_caption")}
        columns={[
          { id: "change", title: t("mapping_words.versions.change") },
          { id: "who", title: t("mapping_words.versions.who") },
          { id: "when", title: t("mapping_words.versions.changed_when") },
        ]}
        rows={data.overview.changes.map(({ at, by, action, number }) => ({
          id: `${action} ${number}`,
          cells: [
            t(`mapping_words.versions.action.${action}`, { number }),
            <bdi key="who">{nameOfPerson(by, t)}</bdi>,
            <Text key="when" as="span" tone="subdued">
              {formatWhen(at, data.locale, data.timeZone)}
            </Text>,
          ],
        }))}
      />
    </Card>
  );
}
