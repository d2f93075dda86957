import { ProblemsPage } from "@karla/merchant-ui/problems-page";
import { askRemedy, RemedyWish, readProblems } from "@karla/runtime/problems-page";
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate, useRevalidator } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useLiveData } from "../components/use-live-data.ts";
import { useRemedy } from "../components/use-remedy.ts";
import { useShopView } from "../components/use-shop-view.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await context.authenticate(request);
  return readProblems(context.services, shop);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop } = await context.authenticate(request);
  const wish = RemedyWish.safeParse(Object.fromEntries(await request.formData()));
  if (!wish.success) throw new Response(null, { status: 400 });
  return askRemedy(context.services, shop, wish.data);
}

function useProblemsActions() {
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  return { ...useRemedy(), onOpenHome: () => navigate("/app"), onReload: revalidate };
}

export default function Problems() {
  const view = useShopView();
  const { problems } = useLoaderData<typeof loader>();
  useLiveData();
  return <ProblemsPage data={{ state: "ready", problems, ...view }} actions={useProblemsActions()} />;
}

/** App Bridge reads from a header that it shall come again with a fresh token. */
export const headers: HeadersFunction = (given) => boundary.headers(given);

/** Goes on asking, so that the page comes back by itself. */
export function ErrorBoundary() {
  useLiveData();
  return <ProblemsPage data={{ state: "error" }} actions={useProblemsActions()} />;
}
