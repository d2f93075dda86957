/** @jsxImportSource react */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { ImportActions, ImportReady, ImportScope } from "./data.ts";

const SCOPES: readonly { value: string; scope: ImportScope }[] = [
  { value: "days_30", scope: 30 },
  { value: "days_60", scope: 60 },
  { value: "everything", scope: null },
];

/** What an import does and does not do, how far back it goes, and the button. */
export function StartImport({ data, onStart }: { data: ImportReady; onStart: ImportActions["onStart"] }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, List } = usePrimitives();
  const again = data.backfill !== null;
  return (
    <Card title={t(again ? "import.again" : "import.first")}>
      <Stack gap="loose">
        <Stack>
          <Text>{t(again ? "import.again_text" : "import.intro")}</Text>
          <List items={[t("import.no_messages"), t("import.no_doubles"), t("import.live_first")]} />
        </Stack>
        {data.connected ? <StartForm data={data} onStart={onStart} /> : null}
      </Stack>
    </Card>
  );
}

function StartForm({ data, onStart }: { data: ImportReady; onStart: ImportActions["onStart"] }) {
  const { t } = useTranslation("merchant");
  const { Form, Stack, Select, Text, Button } = usePrimitives();
  const [chosen, setChosen] = useState("everything");
  const submit = () => {
    const one = SCOPES.find(({ value }) => value === chosen);
    if (one !== undefined && data.busy === null) onStart(one.scope);
  };
  return (
    <Form label={t("import.title")} onSubmit={submit}>
      <Stack>
        <Select
          name="scope"
          label={t("import.scope")}
          value={chosen}
          options={SCOPES.map(({ value }) => ({ value, label: t(`import.scope_${value}`) }))}
          onChange={setChosen}
        />
        <Text size="small" tone="subdued">
          {t(data.reachesAll ? "import.reach_all" : "import.reach_60_days")}
        </Text>
        <Button label={t("import.start")} submit primary busy={data.busy === "start"} />
      </Stack>
    </Form>
  );
}
