import type { ActionFunctionArgs } from "@remix-run/node";
import { authenticate } from "../shopify.server.ts";

/** The same without storing anything: what the stock route costs before it has done its work. */
export const action = async ({ request }: ActionFunctionArgs) => {
  await authenticate.webhook(request);
  return new Response();
};
