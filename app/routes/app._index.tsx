import { HomePage } from "@karla/merchant-ui/home-page";
import { readHome } from "@karla/runtime/home-page";
import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate, useRevalidator } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { orderHref } from "../components/order-href.ts";
import { useLiveData } from "../components/use-live-data.ts";
import { useRemedy } from "../components/use-remedy.ts";
import { useShopView } from "../components/use-shop-view.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await context.authenticate(request);
  return readHome(context.services, shop);
}

function useHomeActions() {
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  return {
    ...useRemedy(),
    onConnect: () => navigate("/app/connection"),
    onOpenProblems: () => navigate("/app/problems"),
    onReload: revalidate,
    importHref: "/app/import",
    certificateHref: "/app/certificate",
    orderHref,
    onSendAgain: ({ id }: { id: string }) => navigate(`/app/order?order=${encodeURIComponent(id)}`),
  };
}

export default function Home() {
  const view = useShopView();
  const home = useLoaderData<typeof loader>();
  useLiveData();
  return <HomePage data={{ state: "ready", ...home, ...view }} actions={useHomeActions()} />;
}

/** App Bridge reads from a header that it shall come again with a fresh token. */
export const headers: HeadersFunction = (given) => boundary.headers(given);

/** Goes on asking, so that the page comes back by itself. */
export function ErrorBoundary() {
  useLiveData();
  return <HomePage data={{ state: "error" }} actions={useHomeActions()} />;
}
