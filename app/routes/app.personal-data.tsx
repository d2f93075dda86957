import { saveAsFile } from "@karla/merchant-ui/parts/save-as-file";
import type { PersonalDataActions, PersonalDataReady } from "@karla/merchant-ui/personal-data-data";
import { PersonalDataPage } from "@karla/merchant-ui/personal-data-page";
import {
  askPersonalData,
  type PersonalDataSent,
  PersonalDataWish,
  readPersonalData,
  statusOfPersonalData,
} from "@karla/runtime/personal-data-page";
import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type Fetcher,
  type ShouldRevalidateFunction,
  useFetcher,
  useLoaderData,
  useNavigate,
  useRevalidator,
} from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect } from "react";
import { useLiveData } from "../components/use-live-data.ts";
import { useShopView } from "../components/use-shop-view.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await context.authenticate(request);
  return readPersonalData(context.services, shop);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop } = await context.authenticate(request);
  const wish = PersonalDataWish.safeParse(await request.json().catch(() => null));
  if (!wish.success) throw new Response(null, { status: 400 });
  const answer = await askPersonalData(context.services, shop, wish.data);
  return data(answer, { status: statusOfPersonalData(answer) });
}

type Answer = PersonalDataSent | { outcome: "not_sent" };

/** A request that fails on its way leaves the page, and says so. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs): Promise<Answer> {
  return serverAction<typeof action>().catch(() => ({ outcome: "not_sent" }));
}

export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) => {
  switch (actionResult?.outcome) {
    // What was only looked at changes nothing that is worth reading again.
    case "shown":
    case "written":
      return false;
    // A refusal is not read after by itself.
    case "not_open":
      return true;
    default:
      return defaultShouldRevalidate;
  }
};

function underWay({ state, json }: Pick<Fetcher, "state" | "json">): PersonalDataReady["busy"] {
  return state === "idle" ? null : (PersonalDataWish.safeParse(json).data ?? null);
}

function usePersonalDataActions(onAsk: PersonalDataActions["onAsk"]): PersonalDataActions {
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  return { onAsk, onOpenHome: () => navigate("/app"), onReload: revalidate };
}

export default function PersonalData() {
  const view = useShopView();
  const shown = useLoaderData<typeof loader>();
  const fetcher = useFetcher<Answer>();
  // Something is being erased.
  useLiveData(shown.receipts.some(({ finishedAt }) => finishedAt === null));
  useEffect(() => {
    const answer = fetcher.data;
    if (answer?.outcome !== "written" || !("text" in answer)) return;
    saveAsFile("karla-personal-data.json", answer.text, "application/json");
  }, [fetcher.data]);
  const answer = fetcher.data ?? null;
  const state: PersonalDataReady = {
    state: "ready",
    ...shown,
    ...view,
    busy: underWay(fetcher),
    answer: answer?.outcome === "not_sent" ? null : answer,
    notSent: fetcher.state === "idle" && answer?.outcome === "not_sent",
  };
  const actions = usePersonalDataActions((wish) =>
    fetcher.submit({ ...wish }, { method: "POST", encType: "application/json" }),
  );
  return <PersonalDataPage data={state} actions={actions} />;
}

/** App Bridge reads from a header that it shall come again with a fresh token. */
export const headers: HeadersFunction = (given) => boundary.headers(given);

/** Goes on asking, so that the page comes back by itself. */
export function ErrorBoundary() {
  useLiveData();
  return <PersonalDataPage data={{ state: "error" }} actions={usePersonalDataActions(() => {})} />;
}
