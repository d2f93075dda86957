import type { ActionFunctionArgs } from "@remix-run/node";
import { prisma } from "../db.server.ts";
import { authenticate } from "../shopify.server.ts";

/** The stock route for those who know that Prisma is slow with JSON columns, and make a text of the body again. */
export const action = async ({ request }: ActionFunctionArgs) => {
  const { shop, topic, webhookId, payload } = await authenticate.webhook(request);
  const data = { shop, topic, payload: JSON.stringify(payload) };
  await prisma.textWebhook.upsert({ where: { id: webhookId }, create: { id: webhookId, ...data }, update: data });
  return new Response();
};
