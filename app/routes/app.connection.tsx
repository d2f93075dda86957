import { ConnectionPage } from "@karla/merchant-ui/connection-page";
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
import { z } from "zod";
import { ErrorPage } from "../components/error-page.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await context.authenticate(request);
  return { connection: await context.services.connection(shop) };
}

const text = z.string().trim().max(200);
const Entered = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), slug: text, username: text, key: text }),
  z.object({ intent: z.literal("switch_off") }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop } = await context.authenticate(request);
  const entered = Entered.safeParse(Object.fromEntries(await request.formData()));
  if (!entered.success) throw new Response(null, { status: 400 });
  if (entered.data.intent === "switch_off") return context.services.switchOffCoreSync(shop);
  const { slug, username, key } = entered.data;
  return context.services.connect(shop, { slug, username, key });
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
  const { connection } = useLoaderData<typeof loader>();
  return (
    <ConnectionPage
      data={{ connection, result: fetcher.data ?? null, busy: underWay(fetcher) }}
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
