/** Why a rule has no value for an order. The merchant's sentence for each is in `merchant-ui`, by its code. */
export const ISSUE_CODES = [
  /** The order used up its operations: this rule and those behind it did not run. */
  "out_of_budget",
  /** Longer than a value may be. */
  "too_long",
  "too_many_items",
  "not_in_table",
  "not_a_number",
  "not_a_date",
  "mixed_currencies",
  /** A custom field or metafield whose value is of another type than the rule works on. */
  "wrong_type",
  /** The field at the core does not take this value. */
  "not_accepted",
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

export interface Issue {
  code: IssueCode;
  /** Where in the rule: `source`, `transforms.2`, `transforms.0.transforms.1`, `target`. */
  path: string;
  /** The value in question, shortened. Null where there is none to show. */
  value: string | null;
}
