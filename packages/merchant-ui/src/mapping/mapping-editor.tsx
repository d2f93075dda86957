/** @jsxImportSource react */
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { AnswerBanner } from "./answer-banner.tsx";
import type { MappingActions } from "./data.ts";
import { DocumentBar } from "./document-bar.tsx";
import { type Editing, EditingProvider } from "./editing.tsx";
import type { ReadyMapping } from "./ready-mapping.ts";
import { RulesTab, type RulesView } from "./rules-tab.tsx";
import { sourceChoices } from "./source-choices.ts";
import { TrialPanel } from "./trial-panel.tsx";
import { useAskedPreview } from "./use-asked-preview.ts";
import { useLead } from "./use-lead.ts";
import { useWorkingDocument } from "./use-working-document.ts";
import { VersionsPanel } from "./versions-panel.tsx";

const TABS = ["rules", "try", "versions"] as const;

/** What is shown when the editor opens. */
export interface Opened {
  tab: (typeof TABS)[number];
  view: RulesView;
}

interface MappingEditorProps {
  data: ReadyMapping;
  actions: MappingActions;
  opened?: Opened;
}

const NO_GAPS: ReadonlySet<string> = new Set();

/** The rules, trying them, and their versions, over one document that is worked on. */
export function MappingEditor({
  data,
  actions,
  opened = { tab: "rules", view: { shows: "list" } },
}: MappingEditorProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Tabs, UnsavedBar, Announcement } = usePrimitives();
  const [tab, setTab] = useState(opened.tab);
  const [view, setView] = useState(opened.view);
  const [orderId, setOrderId] = useState<string | null>(null);
  const working = useWorkingDocument(data, actions);
  const { document, unsaved } = working;
  const lead = useLead();
  useAskedPreview(document, orderId, actions.onPreview);

  const { overview, locale, timeZone, busy } = data;
  const editing = useMemo(
    (): Editing => ({
      targets: overview.targets,
      choices: sourceChoices(overview, locale, t),
      timeZone,
      locale,
      gaps: NO_GAPS,
    }),
    [overview, locale, timeZone, t],
  );
  const tracked: MappingActions = {
    ...actions,
    onSave: working.save,
    onReload() {
      // To reload is to take what others saved in between.
      if (data.answer?.outcome === "stale") working.discard();
      actions.onReload();
    },
  };
  return (
    <EditingProvider value={editing}>
      <Stack>
        <Announcement text={busy === null ? "" : t(`mapping.busy.${busy}`)} />
        <AnswerBanner data={data} actions={tracked} document={document} />
        <DocumentBar data={data} document={document} unsaved={unsaved} actions={actions} />
        <Tabs
          label={t("mapping.tabs.label")}
          items={TABS.map((id) => ({ id, label: t(`mapping.tabs.${id}`) }))}
          selected={tab}
          onSelect={(wanted) => setTab(TABS.find((id) => id === wanted) ?? tab)}
        >
          {tab === "rules" ? (
            <RulesTab
              data={data}
              document={document}
              view={view}
              onView={setView}
              orderId={orderId}
              onOrder={setOrderId}
              onChange={working.change}
            />
          ) : tab === "try" ? (
            <TrialPanel data={data} document={document} actions={tracked} />
          ) : (
            <VersionsPanel data={data} actions={tracked} />
          )}
        </Tabs>
        {unsaved ? (
          <UnsavedBar
            label={t("mapping.unsaved.label")}
            text={t(working.outdated ? "mapping.unsaved.outdated" : "mapping.unsaved.text")}
            save={{
              label: t("mapping.unsaved.save"),
              onAction: working.saveThis,
              busy: busy === "save",
              disabled: busy !== null,
            }}
            discard={{
              label: t("mapping.unsaved.discard"),
              onAction: () => {
                lead("rule-label", "new-rule");
                working.discard();
              },
              disabled: busy !== null,
            }}
          />
        ) : null}
      </Stack>
    </EditingProvider>
  );
}
