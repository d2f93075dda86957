/** @jsxImportSource react */
import { FiltersPage } from "@karla/merchant-ui/filters-page";
import { useModule } from "../module-context.ts";
import { hrefOf } from "../route-of.ts";
import { useSettings } from "./use-settings.ts";

export function Filters() {
  const { router, view } = useModule();
  const { shown, save, state, actions } = useSettings("filters");
  return (
    <FiltersPage
      data={shown.state === "ready" ? { state: "ready", ...shown.data, ...state, ...view } : shown}
      actions={{
        ...actions,
        onSave: (settings, revision) => save({ intent: "save", settings, revision }),
        onOpenImport: () => router.go(hrefOf("import")),
      }}
    />
  );
}
