import { ConnectionPage } from "@karla/merchant-ui/connection-page";
import { askConnection, ConnectionWish, readConnection } from "@karla/runtime/connection-page";
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type Fetcher,
  type ShouldRevalidateFunction,
  useFetcher,
  useLoaderData,
  useNavigate,
} from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { ErrorPage } from "../components/error-page.tsx";
import { themeEditorHref } from "../components/theme-editor-href.ts";
import { shownTriggers } from "../shopify/announce/shown-triggers.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await context.authenticate(request);
  const [saved, uses] = await Promise.all([readConnection(context.services, shop), context.services.triggerUses(shop)]);
  const themeHref = themeEditorHref({ shop, apiKey: context.apiKey });
  return { ...saved, triggers: shownTriggers(uses), themeHref };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop } = await context.authenticate(request);
  const wish = ConnectionWish.safeParse(Object.fromEntries(await request.formData()));
  if (!wish.success) throw new Response(null, { status: 400 });
  return askConnection(context.services, shop, wish.data);
}

/** What the merchant entered outlives a request that fails on its way: the page stays, and says so. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  const notSent = { outcome: "refused", why: "not_sent" } as const;
  return serverAction<typeof action>().catch(() => notSent);
}

/** Only what was saved is worth reading again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  actionResult?.outcome === "refused" ? false : defaultShouldRevalidate;

function underWay(fetcher: Pick<Fetcher, "state" | "formData">): "save" | "switch_off" | null {
  if (fetcher.state === "idle") return null;
  return fetcher.formData?.get("intent") === "switch_off" ? "switch_off" : "save";
}

export default function Connection() {
  const navigate = useNavigate();
  const fetcher = useFetcher<typeof action>();
  const { connection, triggers, themeHref } = useLoaderData<typeof loader>();
  return (
    <ConnectionPage
      data={{ connection, triggers, themeHref, result: fetcher.data ?? null, busy: underWay(fetcher) }}
      actions={{
        onSave: (entered) => fetcher.submit({ intent: "save", ...entered }, { method: "POST" }),
        onSwitchOff: () => fetcher.submit({ intent: "switch_off" }, { method: "POST" }),
        onOpenHome: () => navigate("/app"),
      }}
    />
  );
}

/** App Bridge reads from a header that it shall come again with a fresh token. */
export const headers: HeadersFunction = (given) => boundary.headers(given);

export const ErrorBoundary = ErrorPage;
