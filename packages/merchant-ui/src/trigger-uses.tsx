/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import type { ShownTrigger } from "./data.ts";
import { usePrimitives } from "./primitives.tsx";

/** Which triggers the shop's own automations use. */
export function TriggerUses({ triggers }: { triggers: readonly ShownTrigger[] }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, Table } = usePrimitives();
  return (
    <Card title={t("connection.triggers")}>
      <Stack>
        <Text tone="subdued">{t("connection.triggers_intro")}</Text>
        <Table
          caption={t("connection.triggers")}
          columns={[
            { id: "trigger", title: t("connection.trigger") },
            { id: "use", title: t("connection.trigger_use") },
          ]}
          rows={triggers.map(({ name, isUsed }) => ({
            id: name,
            cells: [name, t(isUsed ? "connection.trigger_used" : "connection.trigger_unused")],
          }))}
        />
      </Stack>
    </Card>
  );
}
