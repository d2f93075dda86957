/** @jsxImportSource react */
import { ChannelsPage } from "@karla/merchant-ui/channels-page";
import { useModule } from "../module-context.ts";
import { hrefOf } from "../route-of.ts";
import { useSettings } from "./use-settings.ts";

export function Channels() {
  const { router } = useModule();
  const { shown, save, state, actions } = useSettings("channels");
  return (
    <ChannelsPage
      data={shown.state === "ready" ? { state: "ready", ...shown.data, ...state } : shown}
      actions={{
        ...actions,
        onSave: (slugs, revision) => save({ intent: "save", slugs, revision }),
        onOpenConnection: () => router.go(hrefOf("connection")),
      }}
    />
  );
}
