import { EVENT_TRIGGERS, type EventTrigger } from "./flow-trigger-of.ts";

/** The triggers by which a merchant hears of problems. */
export const PROBLEM_TRIGGERS = ["karla-sync-failed", "karla-sync-recovered"] as const;
export type ProblemTrigger = (typeof PROBLEM_TRIGGERS)[number];
export type FlowTrigger = EventTrigger | ProblemTrigger;
export const FLOW_TRIGGERS: readonly FlowTrigger[] = [...EVENT_TRIGGERS, ...PROBLEM_TRIGGERS];

/** Of the types that a trigger's field may have, those that ours do. */
type FieldType = "order_reference" | "single_line_text_field" | "url" | "number_decimal";
type FlowFields = Readonly<Record<string, FieldType>>;

/**
 * Fields as merchants see them: Shopify takes letters and spaces in their names. Of references the payload has the number under
 * `order_id`. No trigger refers to the customer: guests have none, whose workflows would not run, it takes another scope
 * (read_customers), and workflows find the customer in the order.
 */
const PARCEL = {
  order_id: "order_reference",
  "Tracking number": "single_line_text_field",
  "Tracking link": "url",
  "Tracking page": "url",
  Carrier: "single_line_text_field",
  Event: "single_line_text_field",
  "Event group": "single_line_text_field",
  "Happened at": "single_line_text_field",
} as const satisfies FlowFields;

const CLAIM = {
  order_id: "order_reference",
  "Tracking page": "url",
  Claim: "single_line_text_field",
  Reason: "single_line_text_field",
  "Claim status": "single_line_text_field",
  "Wanted resolution": "single_line_text_field",
  Description: "single_line_text_field",
  Pieces: "number_decimal",
  "Happened at": "single_line_text_field",
} as const satisfies FlowFields;

const PROBLEM = {
  Problem: "single_line_text_field",
  "Problem in German": "single_line_text_field",
  Meaning: "single_line_text_field",
  "Meaning in German": "single_line_text_field",
  Code: "single_line_text_field",
  Since: "single_line_text_field",
} as const satisfies FlowFields;

/** What a trigger's payload has, and of which type each is: the same as in its file in `extensions`. */
export function flowFieldsOf(trigger: FlowTrigger): FlowFields {
  if (trigger === "karla-sync-failed" || trigger === "karla-sync-recovered") return PROBLEM;
  return isOfClaim(trigger) ? CLAIM : PARCEL;
}

export function isOfClaim(trigger: EventTrigger): boolean {
  return trigger === "karla-claim-created" || trigger === "karla-claim-updated";
}
