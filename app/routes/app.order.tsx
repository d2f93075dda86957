import type { ReplayActions, ReplayReady } from "@karla/merchant-ui/replay-data";
import { ReplayPage } from "@karla/merchant-ui/replay-page";
import { askReplay, ReplayWish, readReplay, statusOfReplay } from "@karla/runtime/replay-page";
import type { ReplayAnswer } from "@karla/sync/replay-data";
import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  useFetcher,
  useLoaderData,
  useNavigate,
  useRevalidator,
  useSearchParams,
} from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect, useState } from "react";
import { useLiveData } from "../components/use-live-data.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await context.authenticate(request);
  const shown = await readReplay(context.services, shop, new URL(request.url).searchParams);
  if (shown === null) throw new Response(null, { status: 404 });
  return shown;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop } = await context.authenticate(request);
  const wish = ReplayWish.safeParse(await request.json().catch(() => null));
  if (!wish.success) throw new Response(null, { status: 400 });
  const answer = await askReplay(context.services, shop, wish.data);
  return data(answer, { status: statusOfReplay(answer) });
}

type Answer = ReplayAnswer | { outcome: "not_sent" };

/** A request that fails on its way leaves the page, and says so. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs): Promise<Answer> {
  return serverAction<typeof action>().catch(() => ({ outcome: "not_sent" }));
}

function useReplayActions({ onSend, onEffects }: Pick<ReplayActions, "onSend" | "onEffects">): ReplayActions {
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  return {
    onSend,
    onEffects,
    onOpenHome: () => navigate("/app"),
    onReload: revalidate,
  };
}

export default function Order() {
  const shown = useLoaderData<typeof loader>();
  const fetcher = useFetcher<Answer>();
  const [search, setSearch] = useSearchParams();
  const answer = fetcher.state === "idle" ? (fetcher.data ?? null) : null;
  const asked = answer?.outcome === "asked" ? answer.id : null;
  const [withEffects, setWithEffects] = useState(shown.withEffects);
  useLiveData(shown.progress?.state === "under_way");
  useEffect(() => {
    if (asked === null) return;
    setSearch(
      (before) => {
        before.set("sent", asked);
        return before;
      },
      { replace: true },
    );
  }, [asked, setSearch]);
  const actions = useReplayActions({
    onSend(version) {
      const wish = { intent: "send", order: search.get("order") ?? "", version, withEffects };
      fetcher.submit(wish, { method: "POST", encType: "application/json" });
    },
    onEffects(chosen) {
      setWithEffects(chosen);
      setSearch((before) => {
        before.set("effects", chosen ? "1" : "0");
        return before;
      });
    },
  });
  const state: ReplayReady = {
    state: "ready",
    ...shown,
    withEffects,
    isLooking: withEffects !== shown.withEffects,
    refused: answer?.outcome === "refused" ? answer.reason : null,
    busy: fetcher.state !== "idle",
    notSent: answer?.outcome === "not_sent",
  };
  return <ReplayPage data={state} actions={actions} />;
}

/** App Bridge reads from a header that it shall come again with a fresh token. */
export const headers: HeadersFunction = (given) => boundary.headers(given);

/** Goes on asking, so that the page comes back by itself. */
export function ErrorBoundary() {
  useLiveData();
  return <ReplayPage data={{ state: "error" }} actions={useReplayActions({ onSend() {}, onEffects() {} })} />;
}
