/** @jsxImportSource react */
import type { MappingActions } from "@karla/merchant-ui/mapping-data";
import { MappingPage } from "@karla/merchant-ui/mapping-page";
import { useState } from "react";
import { useModule } from "../module-context.ts";
import { hrefOf } from "../route-of.ts";
import { usePageData } from "../use-page-data.ts";
import { useUnsaved } from "../use-unsaved.ts";
import { NotSent } from "./not-sent.tsx";
import { useMapping } from "./use-mapping.ts";

export function Mapping() {
  const { router, view } = useModule();
  const { shown, again } = usePageData("mapping");
  const { look, command, write, written, state } = useMapping(again);
  const [unsaved, setUnsaved] = useState(false);
  useUnsaved(unsaved);
  const actions: MappingActions = {
    onPreview: (document, orderId) => look({ intent: "preview", document: JSON.stringify(document), orderId }),
    onSave: (document, revision) => command({ intent: "save", document: JSON.stringify(document), revision }),
    onTry: (document, orders) => command({ intent: "try", document: JSON.stringify(document), orders }),
    onPublish: (revision, confirmed) => command({ intent: "publish", revision, confirmed }),
    onRestore: (version) => command({ intent: "restore", version }),
    onSendAgain: (version) => command({ intent: "send_again", version }),
    onCompare: (from, to) => command({ intent: "compare", from, to }),
    onReadFile: (document) => command({ intent: "read_file", document }),
    onExport: (document) => write({ intent: "write", document: JSON.stringify(document) }),
    onUnsaved: setUnsaved,
    onReload: again,
    onOpenHome: () => router.go(hrefOf("home")),
  };
  return (
    <>
      <NotSent answer={written} />
      <MappingPage
        data={shown.state === "ready" ? { state: "ready", ...shown.data, ...state, ...view } : shown}
        actions={actions}
      />
    </>
  );
}
