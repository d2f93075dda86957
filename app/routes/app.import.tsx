import type { ImportActions, ImportReady } from "@karla/merchant-ui/import-data";
import { ImportPage } from "@karla/merchant-ui/import-page";
import { askImport, ImportWish, readImport } from "@karla/runtime/import-page";
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type Fetcher,
  useFetcher,
  useLoaderData,
  useNavigate,
  useRevalidator,
} from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useLiveData } from "../components/use-live-data.ts";
import { useShopView } from "../components/use-shop-view.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, scopes } = await context.authenticate(request);
  return { ...(await readImport(context.services, shop)), reachesAll: scopes.includes("read_all_orders") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop } = await context.authenticate(request);
  const wish = ImportWish.safeParse(await request.json().catch(() => null));
  if (!wish.success) throw new Response(null, { status: 400 });
  return askImport(context.services, shop, wish.data);
}

/** A request that fails on its way leaves the page, and says so. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  const notSent = { outcome: "not_sent" } as const;
  return serverAction<typeof action>().catch(() => notSent);
}

function underWay({ state, json }: Pick<Fetcher, "state" | "json">): ImportReady["busy"] {
  const wish = ImportWish.safeParse(json);
  return state !== "idle" && wish.success ? wish.data.intent : null;
}

function useImportActions(ask: (wish: ImportWish) => void): ImportActions {
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  return {
    onStart: (days) => ask({ intent: "start", days }),
    onPause: () => ask({ intent: "pause" }),
    onResume: () => ask({ intent: "resume" }),
    onOpenConnection: () => navigate("/app/connection"),
    onOpenHome: () => navigate("/app"),
    onReload: revalidate,
  };
}

export default function Import() {
  const view = useShopView();
  const found = useLoaderData<typeof loader>();
  const fetcher = useFetcher<{ outcome: "done" | "not_sent" }>();
  useLiveData();
  const state = { busy: underWay(fetcher), notSent: fetcher.state === "idle" && fetcher.data?.outcome === "not_sent" };
  const actions = useImportActions((wish) => fetcher.submit(wish, { method: "POST", encType: "application/json" }));
  return <ImportPage data={{ state: "ready", ...found, ...state, ...view }} actions={actions} />;
}

/** App Bridge reads from a header that it shall come again with a fresh token. */
export const headers: HeadersFunction = (given) => boundary.headers(given);

/** Goes on asking, so that the page comes back by itself. */
export function ErrorBoundary() {
  useLiveData();
  return <ImportPage data={{ state: "error" }} actions={useImportActions(() => {})} />;
}
