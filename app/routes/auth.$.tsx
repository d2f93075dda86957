import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** The library's own pages: the one that fetches a session token, the one that leaves the frame. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await context.authenticatePage(request);
  return redirect("/app");
}
