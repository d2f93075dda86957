import { GraphQLError } from "graphql";
import { z } from "zod";
import type { BookedOrder } from "../booked-order.ts";
import { accessDenied } from "./access-denied.ts";
import type { AdminNode } from "./node/admin-node.ts";
import { connection } from "./node/connection.ts";
import { fulfillmentNode } from "./node/fulfillment-node.ts";
import { gid, parseGid } from "./node/gid.ts";
import { orderNode } from "./node/order-node.ts";
import { orderPage } from "./node/order-page.ts";
import { refundNode } from "./node/refund-node.ts";
import { type ShopFacts, shopNode } from "./node/shop-node.ts";
import { ORDER_SCOPE } from "./scoped-fields.ts";
import { orderPlace, orderSearch } from "./search-orders.ts";
import type { VisibleOrders } from "./visible-orders.ts";

export interface QueryRootSetup {
  shop: ShopFacts;
  /** Those that the app may see. */
  orders: VisibleOrders;
  /** What the app may do in the shop now. */
  scopes: readonly string[];
  clientId: string;
  launchUrl: string;
}

const IdArg = z.object({ id: z.string() });
const IdsArg = z.object({ ids: z.array(z.string()) });
const OrdersArgs = z.object({ query: z.string().nullish(), sortKey: z.string().nullish() });
const CountArgs = z.object({ query: z.string().nullish(), limit: z.number().int().nullish() });

/** What a query may ask for. Everything else of the schema's query type is unknown to the sandbox, and says so. */
export function queryRoot({ shop, orders, scopes, clientId, launchUrl }: QueryRootSetup): AdminNode {
  const orderOf = (order: BookedOrder): AdminNode => orderNode(orderPage(order, shop.domain));
  const node = (text: string, field: string): AdminNode | null => {
    const { type, id } = requireGid(text);
    if (type === "Shop") return id === shop.id ? shopNode(shop) : null;
    if (!scopes.includes(ORDER_SCOPE)) throw accessDenied(field, ORDER_SCOPE);
    return findIn(orders, shop.domain, type, id);
  };
  return {
    order: (args: unknown) => {
      const { type, id } = requireGid(IdArg.parse(args).id);
      if (type !== "Order") throw invalidId(IdArg.parse(args).id);
      const order = orders.byId(id);
      return order === undefined ? null : orderOf(order);
    },
    orders: (args: unknown) => {
      const { query, sortKey } = OrdersArgs.parse(args);
      const items = orders.all().filter(orderSearch(query ?? ""));
      return connection({ items, placeOf: orderPlace(sortKey ?? "PROCESSED_AT"), toNode: orderOf }, args);
    },
    ordersCount: (args: unknown) => {
      const { query, limit } = CountArgs.parse(args);
      const count = orders.all().filter(orderSearch(query ?? "")).length;
      return limit == null || count < limit ? { count, precision: "EXACT" } : { count: limit, precision: "AT_LEAST" };
    },
    node: (args: unknown) => node(IdArg.parse(args).id, "node"),
    nodes: (args: unknown) => IdsArg.parse(args).ids.map((id) => node(id, "nodes")),
    shop: () => shopNode(shop),
    currentAppInstallation: () => ({
      __typename: "AppInstallation",
      id: gid("AppInstallation", "1"),
      launchUrl,
      accessScopes: scopes.map((handle) => ({ handle, description: handle.replaceAll("_", " ") })),
      app: { id: gid("App", "1"), apiKey: clientId },
      activeSubscriptions: [],
    }),
  };
}

function findIn(orders: VisibleOrders, shopDomain: string, type: string, id: string): AdminNode | null {
  if (type === "Order") {
    const order = orders.byId(id);
    return order === undefined ? null : orderNode(orderPage(order, shopDomain));
  }
  for (const order of orders.all()) {
    const page = orderPage(order, shopDomain);
    const fulfillment =
      type === "Fulfillment" ? order.fulfillments.find((candidate) => candidate.id === id) : undefined;
    if (fulfillment !== undefined) return fulfillmentNode(fulfillment, page, orderNode);
    const refund = type === "Refund" ? order.refunds.find((candidate) => candidate.id === id) : undefined;
    if (refund !== undefined) return refundNode(refund, page, orderNode);
  }
  return null;
}

function requireGid(text: string): { type: string; id: string } {
  const parsed = parseGid(text);
  if (parsed === null) throw invalidId(text);
  return parsed;
}

function invalidId(text: string): GraphQLError {
  return new GraphQLError(`Invalid global id '${text}'`, { extensions: { code: "INVALID_ARGUMENT" } });
}
