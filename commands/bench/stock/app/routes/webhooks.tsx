import type { ActionFunctionArgs } from "@remix-run/node";
import { prisma } from "../db.server.ts";
import { authenticate } from "../shopify.server.ts";

/** The webhook route of Shopify's template, which stores what it received. */
export const action = async ({ request }: ActionFunctionArgs) => {
  const { shop, topic, webhookId, payload } = await authenticate.webhook(request);
  const data = { shop, topic, payload };
  await prisma.webhook.upsert({ where: { id: webhookId }, create: { id: webhookId, ...data }, update: data });
  return new Response();
};
