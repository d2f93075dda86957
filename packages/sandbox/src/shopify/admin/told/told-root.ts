import { GraphQLError } from "graphql";
import { z } from "zod";
import type { BookedOrder } from "../../booked-order.ts";
import type { AdminNode } from "../node/admin-node.ts";
import { fulfillmentEventNode } from "../node/fulfillment-event-node.ts";
import { parseGid } from "../node/gid.ts";
import { metafieldNode, OWN_NAMESPACE } from "../node/metafield-fields.ts";
import type { VisibleOrders } from "../visible-orders.ts";
import { type FlowTrigger, payloadFault } from "./flow-trigger.ts";
import type { ToldShops } from "./told-shops.ts";

export interface ToldRootSetup {
  shop: string;
  told: ToldShops;
  /** Those that the app may see. */
  orders: VisibleOrders;
  triggers: readonly FlowTrigger[];
  /** Milliseconds since the epoch. */
  now(): number;
  /** Asked after a fulfillment got an event. */
  onEvent(orderId: string, fulfillmentId: string): void;
}

const TriggerArgs = z.object({
  handle: z.string().nullish(),
  payload: z.record(z.string(), z.unknown()).nullish(),
  body: z.string().nullish(),
});

const EventArgs = z.object({
  fulfillmentEvent: z.object({
    fulfillmentId: z.string(),
    status: z.string(),
    happenedAt: z.string().nullish(),
    message: z.string().nullish(),
  }),
});

const MetafieldsArgs = z.object({
  metafields: z.array(
    z.object({
      ownerId: z.string(),
      namespace: z.string().nullish(),
      key: z.string(),
      type: z.string().nullish(),
      value: z.string(),
      compareDigest: z.string().nullish(),
    }),
  ),
});

/** What mutations may tell a shop. */
export function toldRoot(setup: ToldRootSetup): AdminNode {
  return {
    flowTriggerReceive: (args: unknown) => receiveTrigger(setup, TriggerArgs.parse(args)),
    fulfillmentEventCreate: (args: unknown) => createEvent(setup, EventArgs.parse(args).fulfillmentEvent),
    metafieldsSet: (args: unknown) => setMetafields(setup, MetafieldsArgs.parse(args).metafields),
  };
}

function receiveTrigger(
  { shop, told, orders, triggers, now }: ToldRootSetup,
  { handle, payload, body }: z.infer<typeof TriggerArgs>,
): AdminNode {
  if (body != null) throw notKnown("flowTriggerReceive by body");
  const refuse = (field: string, message: string) => ({ userErrors: [{ field: [field], message }] });
  if (handle == null || payload == null) return refuse("handle", "`handle` and `payload` arguments are required");
  const isGone = "order_id" in payload && orders.byId(String(payload.order_id)) === undefined;
  const fault = payloadFault(triggers, handle, payload) ?? (isGone ? `Order ${payload.order_id} not found.` : null);
  if (fault !== null) return refuse("body", `Errors validating schema:\n  ${fault}\n`);
  told.journal.record({ kind: "trigger", shop, handle, payload, at: now() });
  return { userErrors: [] };
}

function createEvent(
  { shop, told, orders, now, onEvent }: ToldRootSetup,
  input: z.infer<typeof EventArgs>["fulfillmentEvent"],
): AdminNode {
  const { type, id } = parseGid(input.fulfillmentId) ?? {};
  const order = orders.all().find(({ fulfillments }) => fulfillments.some((fulfillment) => fulfillment.id === id));
  const fulfillment = order?.fulfillments.find((candidate) => candidate.id === id);
  // Recorded from a shop: an error of the query, and no `userErrors`.
  if (type !== "Fulfillment" || order === undefined || fulfillment === undefined) {
    throw new GraphQLError("invalid id", { extensions: { code: "RESOURCE_NOT_FOUND" } });
  }
  if (fulfillment.status === "cancelled") {
    const message = "Fulfillment is cancelled";
    return { fulfillmentEvent: null, userErrors: [{ field: ["fulfillmentEvent", "fulfillmentId"], message }] };
  }
  const happenedAt = input.happenedAt == null ? now() : Date.parse(input.happenedAt);
  const { status, message = null } = input;
  const event = told.tellEvent(
    { shop, orderId: order.id, fulfillmentId: fulfillment.id, status, happenedAt, message },
    "app",
  );
  onEvent(order.id, fulfillment.id);
  return { fulfillmentEvent: fulfillmentEventNode(event), userErrors: [] };
}

function setMetafields(
  { shop, told, orders }: ToldRootSetup,
  inputs: z.infer<typeof MetafieldsArgs>["metafields"],
): AdminNode {
  const owned = inputs.map((input) => ({ input, order: orderOf(orders, input.ownerId) }));
  const userErrors = owned.flatMap(({ input, order }, index) => {
    const [field, code, message] = metafieldFault(input, order) ?? [];
    if (field === undefined) return [];
    return { field: ["metafields", String(index), field], code, message, elementIndex: index };
  });
  // All of them, or none.
  if (userErrors.length > 0) return { metafields: null, userErrors };
  const metafields = owned.flatMap(({ input: { key, type, value }, order }) => {
    if (order === undefined) return [];
    const metafield = { namespace: OWN_NAMESPACE, key, type: type ?? "", value };
    told.setMetafield(shop, order.id, metafield);
    return metafieldNode(metafield, { type: "ORDER", id: order.id }, order.metafields.length);
  });
  return { metafields, userErrors: [] };
}

type MetafieldInput = z.infer<typeof MetafieldsArgs>["metafields"][number];

/** The field, the code and the words of what is wrong with it. */
function metafieldFault(
  { namespace, key, type, value, compareDigest }: MetafieldInput,
  order: BookedOrder | undefined,
): [string, string, string] | null {
  if (order === undefined) return ["ownerId", "INVALID", "Owner does not exist."];
  if (namespace != null && namespace !== "$app") throw notKnown("metafields in a namespace of the merchant's");
  if (type == null) return ["type", "BLANK", "Type can't be blank."];
  if (type === "url" && !/^(https?|mailto|sms|tel):/.test(value)) {
    return ["value", "INVALID_VALUE", "Value must be one of the following URL schemes: https, http, mailto, sms, tel."];
  }
  const isThere = order.metafields.some((held) => held.namespace === OWN_NAMESPACE && held.key === key);
  if (compareDigest === null && isThere) {
    return ["compareDigest", "STALE_OBJECT", "The resource has been updated since it was loaded."];
  }
  if (compareDigest != null) throw notKnown("metafields by their digest");
  return null;
}

function orderOf(orders: VisibleOrders, ownerId: string): BookedOrder | undefined {
  const { type, id } = parseGid(ownerId) ?? {};
  return type === "Order" && id !== undefined ? orders.byId(id) : undefined;
}

function notKnown(what: string): GraphQLError {
  return new GraphQLError(`The sandbox does not know ${what}`, { extensions: { code: "SANDBOX_UNKNOWN" } });
}
