import { FiltersPage } from "@karla/merchant-ui/filters-page";
import type { FiltersActions } from "@karla/merchant-ui/settings-data";
import { askFilters, FiltersWish, readFilters } from "@karla/runtime/filters-page";
import { statusOfSave } from "@karla/runtime/status-of-save";
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
import { useState } from "react";
import { LeaveQuestion } from "../components/leave-question.tsx";
import { useShopView } from "../components/use-shop-view.ts";

/** Orders of Shopify have no states with names of their own: no language is asked for. */
const LANGUAGE = "en";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await context.authenticate(request);
  return readFilters(context.services, shop, LANGUAGE);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop } = await context.authenticate(request);
  const wish = FiltersWish.safeParse(await request.json().catch(() => null));
  if (!wish.success) throw new Response(null, { status: 400 });
  const answer = await askFilters(context.services, shop, wish.data);
  return data(answer, { status: statusOfSave(answer) });
}

/** What the merchant decided outlives a request that fails on its way: the page stays, and says so. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  const notSent = { outcome: "not_sent" } as const;
  return serverAction<typeof action>().catch(() => notSent);
}

/** Only what was saved is worth reading again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  actionResult === undefined ? defaultShouldRevalidate : actionResult.outcome === "saved";

function usePageActions(): Pick<FiltersActions, "onReload" | "onOpenHome" | "onOpenImport"> {
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  return { onReload: revalidate, onOpenHome: () => navigate("/app"), onOpenImport: () => navigate("/app/import") };
}

export default function Filters() {
  const view = useShopView();
  const filters = useLoaderData<typeof loader>();
  const page = usePageActions();
  const fetcher = useFetcher<typeof clientAction>();
  const [unsaved, setUnsaved] = useState(false);
  const busy = fetcher.state === "idle" ? null : "save";
  const onSave: FiltersActions["onSave"] = (settings, revision) => {
    const body = JSON.stringify({ intent: "save", settings, revision });
    fetcher.submit(body, { method: "POST", encType: "application/json" });
  };
  return (
    <>
      <LeaveQuestion unsaved={unsaved} />
      <FiltersPage
        data={{ state: "ready", ...filters, ...view, busy, answer: fetcher.data ?? null }}
        actions={{ ...page, onUnsaved: setUnsaved, onSave }}
      />
    </>
  );
}

/** App Bridge reads from a header that it shall come again with a fresh token. */
export const headers: HeadersFunction = (given) => boundary.headers(given);

const nothing = () => {};

export function ErrorBoundary() {
  const page = usePageActions();
  return <FiltersPage data={{ state: "error" }} actions={{ ...page, onUnsaved: nothing, onSave: nothing }} />;
}
