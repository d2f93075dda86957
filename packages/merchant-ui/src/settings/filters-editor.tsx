/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { useLead } from "../mapping/use-lead.ts";
import { usePrimitives } from "../primitives.tsx";
import type { FilterSettings, FiltersActions, FiltersReady, SettingName } from "./data.ts";
import { faultsOfFilters } from "./faults-of-filters.ts";
import { FiltersCards } from "./filters-cards.tsx";
import { NotReadBanner } from "./not-read-banner.tsx";
import { SaveBanner } from "./save-banner.tsx";
import { SaveBar } from "./save-bar.tsx";
import { useFaults } from "./use-faults.ts";
import { useWorkingCopy } from "./use-working-copy.ts";
import type { Begun } from "./working-copy.ts";

export interface FiltersEditorProps {
  data: FiltersReady;
  actions: FiltersActions;
  /** What is worked on at first; what is saved where it is not given. */
  begun?: Begun<FilterSettings>;
}

/** The settings, over one copy of them that is worked on and saved as a whole. */
export function FiltersEditor({ data, actions, begun }: FiltersEditorProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Form } = usePrimitives();
  const { busy, answer } = data;
  const working = useWorkingCopy({
    reading: { value: data.settings, revision: data.revision },
    answer,
    begun,
    onUnsaved: actions.onUnsaved,
  });
  const refused = busy === null && answer?.outcome === "refused" ? answer.errors : null;
  const faults = useFaults(refused, (field) => field);
  const lead = useLead();

  const change = (changes: Partial<FilterSettings>) => {
    working.change((now) => ({ ...now, ...changes }));
    faults.changed(...Object.keys(changes));
  };
  const save = () => {
    if (busy !== null || !working.unsaved) return;
    const found = faultsOfFilters(working.value);
    faults.found(found);
    if (Object.keys(found).length > 0) return;
    working.handOver();
    actions.onSave(Object.fromEntries(data.offered.map((name) => [name, working.value[name]])), working.revision);
  };
  const discard = () => {
    faults.found({});
    lead("orderStates", "takeTestOrders");
    working.discard();
  };
  const errorOf = (name: SettingName) => {
    const fault = faults.of(name);
    return fault === null ? null : t(`settings.filters.fault_${fault}`);
  };
  return (
    <Form label={t("settings.filters.title")} onSubmit={save}>
      <Stack>
        {busy === null ? (
          <SaveBanner
            answer={answer}
            faulty={faults.any}
            outdated={working.outdated}
            merged={working.merged}
            onReload={actions.onReload}
            savedText={t("settings.filters.saved_text")}
          />
        ) : null}
        <NotReadBanner notRead={data.choices.notRead} onReload={actions.onReload} />
        <AppliesCard onOpenImport={actions.onOpenImport} />
        <FiltersCards data={data} settings={working.value} onChange={change} errorOf={errorOf} />
        <SaveBar unsaved={working.unsaved} merged={working.merged} busy={busy} onSave={save} onDiscard={discard} />
      </Stack>
    </Form>
  );
}

/** What a change is about: what comes, not what was. */
function AppliesCard({ onOpenImport }: Pick<FiltersActions, "onOpenImport">) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, Button } = usePrimitives();
  return (
    <Card title={t("settings.filters.applies")}>
      <Stack>
        <Text>{t("settings.filters.applies_text")}</Text>
        <Text>{t("settings.filters.applies_earlier")}</Text>
        <Button label={t("settings.filters.open_import")} onPress={onOpenImport} />
      </Stack>
    </Card>
  );
}
