import type { Verifier } from "@karla/receiver/verifier";
import { FLOW_CALLS, type FlowTopic } from "./flow-call.ts";
import { createFlowVerifier } from "./verify-flow-call.ts";

/** Who verifies what Shopify Flow calls us for, by the paths. */
export function flowRoutes(secrets: readonly string[]): ReadonlyMap<string, Verifier> {
  const calls: [string, FlowTopic][] = Object.entries(FLOW_CALLS);
  return new Map(calls.map(([path, topic]) => [path, createFlowVerifier({ topic, secrets })]));
}
