/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import type { FiltersActions, FiltersData } from "./data.ts";
import { FiltersEditor, type FiltersEditorProps } from "./filters-editor.tsx";
import { SettingsPage } from "./settings-page.tsx";

interface FiltersPageProps extends Pick<FiltersEditorProps, "begun"> {
  data: FiltersData;
  actions: FiltersActions;
}

/** Where a merchant decides which orders and parcels Karla gets. */
export function FiltersPage({ data, actions, ...begun }: FiltersPageProps) {
  const { t } = useTranslation("merchant");
  return (
    <SettingsPage title={t("settings.filters.title")} data={data} actions={actions}>
      {data.state === "ready" ? <FiltersEditor data={data} actions={actions} {...begun} /> : null}
    </SettingsPage>
  );
}
