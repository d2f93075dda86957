import type { InboxEvent } from "@karla/sync/normalise";

/** What Shopify Flow calls us for, by the paths that our extensions' files name. Their topics are no topics of webhooks. */
export const FLOW_CALLS = {
  "/webhooks/shopify/flow-action": "flow/action",
  "/webhooks/shopify/flow-trigger": "flow/trigger",
} as const;
export type FlowTopic = (typeof FLOW_CALLS)[keyof typeof FLOW_CALLS];
export const FLOW_TOPICS: readonly FlowTopic[] = Object.values(FLOW_CALLS);

/** The verifier sets it: no request can, and no webhook passes for a call of Flow's. */
export const FLOW_CALL = "shopify-flow-call";

/** The actions that our app brings, by the handles of their extensions. */
export const FLOW_ACTIONS = ["karla-resync-order", "karla-mute-order"] as const;

export function isFlowCall({ headers }: Pick<InboxEvent, "headers">): boolean {
  return headers[FLOW_CALL] !== undefined;
}
