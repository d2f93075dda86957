import type { MappingActions, MappingAnswer, MappingBusy } from "@karla/merchant-ui/mapping-data";
import { MappingPage } from "@karla/merchant-ui/mapping-page";
import { saveAsFile } from "@karla/merchant-ui/parts/save-as-file";
import { askMapping, MappingWish, readMapping, statusOf, type WrittenMapping } from "@karla/runtime/mapping-page";
import type { MappingPreview } from "@karla/sync/desk-data";
import type { MappingDocument } from "@karla/sync/mapping";
import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type ShouldRevalidateFunction,
  useFetcher,
  useLoaderData,
  useNavigate,
  useRevalidator,
} from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect, useState } from "react";
import { LeaveQuestion } from "../components/leave-question.tsx";
import { ScopesBanner } from "../components/scopes-banner.tsx";
import { useShopView } from "../components/use-shop-view.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, scopes } = await context.authenticate(request);
  return { ...(await readMapping(context.services, shop)), granted: scopes };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, user } = await context.authenticate(request);
  const wish = MappingWish.safeParse(await request.json().catch(() => null));
  if (!wish.success) throw new Response(null, { status: 400 });
  const answer = await askMapping(await context.services.mapping(shop), wish.data, user);
  return data(answer, { status: statusOf(answer) });
}

/** What the merchant wrote outlives a request that fails on its way: the page stays, and says so. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  const notSent = { outcome: "not_sent" } as const;
  return serverAction<typeof action>().catch(() => notSent);
}

const CHANGES = new Set(["saved", "published", "restored", "stale"]);

/** Only what was changed is worth reading again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  actionResult === undefined ? defaultShouldRevalidate : CHANGES.has(actionResult.outcome);

const AS_JSON = { method: "POST", encType: "application/json" } as const;

/** What the page asks for, without what is under way: the two kinds of questions do not wait for each other. */
function useMapping() {
  const previews = useFetcher<MappingPreview | MappingAnswer>();
  const commands = useFetcher<MappingAnswer>();
  const exports = useFetcher<WrittenMapping | MappingAnswer>();
  const [busy, setBusy] = useState<MappingBusy | null>(null);
  const ask = (wish: MappingWish) => (wish.intent === "preview" ? previews : commands).submit(wish, AS_JSON);
  const command = (wish: MappingWish & { intent: MappingBusy }) => {
    setBusy(wish.intent);
    ask(wish);
  };
  useEffect(() => {
    if (exports.data?.outcome === "written") saveAsFile("karla-mapping.json", exports.data.text, "application/json");
  }, [exports.data]);
  const onExport = (document: MappingDocument) =>
    exports.submit({ intent: "write", document: JSON.stringify(document) }, AS_JSON);
  const preview = previews.data !== undefined && "rules" in previews.data ? previews.data : null;
  return {
    ask,
    command,
    onExport,
    preview,
    previewing: previews.state !== "idle",
    answer: commands.data ?? null,
    busy: commands.state === "idle" ? null : busy,
  };
}

function usePageActions(): Pick<MappingActions, "onReload" | "onOpenHome"> {
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  return { onReload: revalidate, onOpenHome: () => navigate("/app") };
}

export default function Mapping() {
  const view = useShopView();
  const { overview, granted } = useLoaderData<typeof loader>();
  const page = usePageActions();
  const { ask, command, onExport, ...state } = useMapping();
  const [unsaved, setUnsaved] = useState(false);
  const [looked, setLooked] = useState(overview.draft.document);
  const actions: MappingActions = {
    ...page,
    onPreview: (document, orderId) => {
      setLooked(document);
      ask({ intent: "preview", document: JSON.stringify(document), orderId });
    },
    onSave: (document, revision) => command({ intent: "save", document: JSON.stringify(document), revision }),
    onTry: (document, orders) => command({ intent: "try", document: JSON.stringify(document), orders }),
    onPublish: (revision, confirmed) => command({ intent: "publish", revision, confirmed }),
    onRestore: (version) => command({ intent: "restore", version }),
    onSendAgain: (version) => command({ intent: "send_again", version }),
    onCompare: (from, to) => command({ intent: "compare", from, to }),
    onReadFile: (document) => command({ intent: "read_file", document }),
    onExport,
    onUnsaved: setUnsaved,
  };
  return (
    <>
      <LeaveQuestion unsaved={unsaved} />
      <ScopesBanner document={looked} granted={granted} onGranted={page.onReload} />
      <MappingPage data={{ state: "ready", overview, ...state, ...view }} actions={actions} />
    </>
  );
}

/** App Bridge reads from a header that it shall come again with a fresh token. */
export const headers: HeadersFunction = (given) => boundary.headers(given);

const nothing = () => {};

export function ErrorBoundary() {
  const page = usePageActions();
  return (
    <MappingPage
      data={{ state: "error" }}
      actions={{
        ...page,
        onPreview: nothing,
        onSave: nothing,
        onTry: nothing,
        onPublish: nothing,
        onRestore: nothing,
        onSendAgain: nothing,
        onCompare: nothing,
        onReadFile: nothing,
        onExport: nothing,
        onUnsaved: nothing,
      }}
    />
  );
}
