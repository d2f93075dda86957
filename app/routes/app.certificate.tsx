import type { CertificateActions, CertificateReady } from "@karla/merchant-ui/certificate-data";
import { CertificatePage } from "@karla/merchant-ui/certificate-page";
import { saveAsFile } from "@karla/merchant-ui/parts/save-as-file";
import {
  askCertificate,
  type CertificateAnswer,
  CertificateWish,
  readCertificate,
} from "@karla/runtime/certificate-page";
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type Fetcher,
  type ShouldRevalidateFunction,
  useFetcher,
  useLoaderData,
  useNavigate,
  useRevalidator,
  useSearchParams,
} from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect } from "react";
import { orderHref } from "../components/order-href.ts";
import { useLiveData } from "../components/use-live-data.ts";
import { useShopView } from "../components/use-shop-view.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await context.authenticate(request);
  return readCertificate(context.services, shop, new URL(request.url).searchParams.get("day"));
}

type Answer = CertificateAnswer | { outcome: "not_sent" };

const MEDIA_TYPES = { json: "application/json", csv: "text/csv;charset=utf-8" } as const;

export async function action({ request, context }: ActionFunctionArgs): Promise<CertificateAnswer> {
  const { shop } = await context.authenticate(request);
  const wish = CertificateWish.safeParse(await request.json().catch(() => null));
  if (!wish.success) throw new Response(null, { status: 400 });
  return askCertificate(context.services, shop, wish.data);
}

/** A request that fails on its way leaves the page, and says so. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs): Promise<Answer> {
  return serverAction<typeof action>().catch(() => ({ outcome: "not_sent" }));
}

/** A file changes nothing that is worth reading again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  actionResult?.outcome === "written" ? false : defaultShouldRevalidate;

function underWay({ state, json }: Pick<Fetcher, "state" | "json">): CertificateReady["busy"] {
  const wish = CertificateWish.safeParse(json);
  return state !== "idle" && wish.success ? wish.data.intent : null;
}

function useCertificateActions(ask: (wish: CertificateWish) => void): CertificateActions {
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  return {
    onRefresh: () => ask({ intent: "count" }),
    onDownload: (intent) => ask({ intent }),
    onOpenConnection: () => navigate("/app/connection"),
    onOpenHome: () => navigate("/app"),
    onOpenDays: () => navigate("/app/certificate"),
    onReload: revalidate,
    dayHref: (day) => `/app/certificate?day=${day}`,
    orderHref,
  };
}

export default function Certificate() {
  const view = useShopView();
  const [search] = useSearchParams();
  const { counting, ...found } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<Answer>();
  // Until the first account is there it may come at any time.
  useLiveData(counting || found.days.length === 0);
  useEffect(() => {
    if (fetcher.data?.outcome !== "written") return;
    const { format, text } = fetcher.data;
    saveAsFile(`karla-certificate.${format}`, text, MEDIA_TYPES[format]);
  }, [fetcher.data]);
  const state = {
    day: search.get("day"),
    busy: underWay(fetcher) ?? (counting ? "count" : null),
    notSent: fetcher.state === "idle" && fetcher.data?.outcome === "not_sent",
  } as const;
  const actions = useCertificateActions((wish) =>
    fetcher.submit(wish, { method: "POST", encType: "application/json" }),
  );
  return <CertificatePage data={{ state: "ready", ...found, ...state, ...view }} actions={actions} />;
}

/** App Bridge reads from a header that it shall come again with a fresh token. */
export const headers: HeadersFunction = (given) => boundary.headers(given);

/** Goes on asking, so that the page comes back by itself. */
export function ErrorBoundary() {
  useLiveData();
  return <CertificatePage data={{ state: "error" }} actions={useCertificateActions(() => {})} />;
}
