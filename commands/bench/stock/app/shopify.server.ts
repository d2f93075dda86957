import "@shopify/shopify-app-remix/server/adapters/node";
import { ApiVersion, AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { readStockEnv } from "../env.ts";
import { prisma } from "./db.server.ts";

/** As in the template of Shopify's command line. */
const shopify = shopifyApp({
  apiKey: "bench",
  apiSecretKey: readStockEnv().SHOPIFY_API_SECRET,
  apiVersion: ApiVersion.October26,
  scopes: ["read_orders"],
  appUrl: "https://stock.example.com",
  authPathPrefix: "/auth",
  sessionStorage: new PrismaSessionStorage(prisma),
  distribution: AppDistribution.AppStore,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});

export const { authenticate } = shopify;
