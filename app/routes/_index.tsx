import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Shopify opens the app here, its query has the session token; without a shop nobody is signed in. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  return redirect(searchParams.has("shop") ? `/app?${searchParams}` : "/auth/login");
}
