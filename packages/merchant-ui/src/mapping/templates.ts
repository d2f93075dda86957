import type { DiscoveredField } from "@karla/sync/discover-fields";
import type { Rule } from "@karla/sync/mapping";
import type { TFunction } from "i18next";
import { dateFormOf } from "./date-form-of.ts";
import { fittingField, type Wanted } from "./fitting-field.ts";
import type { Check, Source, Step } from "./rule-types.ts";

/** One rule of a template. */
export interface TemplateRule extends Wanted {
  id: "gift_message" | "delivery_date" | "order_reference" | "subscription" | "utm_source" | "utm_campaign" | "ref";
  /** What it reads where no field of the shop fits. */
  usual: Source;
  /** What is done with the value; `field` is the one that fits. */
  steps: (source: Source, field: DiscoveredField | null) => Step[];
  target: Rule["target"];
}

export interface Template {
  id: "gift_message" | "delivery_date" | "order_reference" | "subscription" | "attribution";
  rules: readonly TemplateRule[];
}

/** A rule of a template in a shop: the field that fits, if one does, and the rule that comes of it. */
export interface ChosenRule {
  field: DiscoveredField | null;
  rule: Rule;
}

const WRITTEN = ["note_attribute", "line_property", "metafield"] as const;
const SEGMENT = "Subscription";

const trim: Step = { do: "trim" };
const property = (name: string): Rule["target"] => ({ path: "order.order_analytics.note_attributes", name });
const noted = (name: string): Source => ({ from: "note_attribute", name });

/** What products say is a list, of which the first is taken. */
const oneOf = (source: Source): Step[] => (source.from === "line_property" ? [{ do: "pick", which: "first" }] : []);

const ofValue = (test: Check["test"]): Check => ({ source: { from: "value" }, test });
const DENIED = [ofValue({ is: "empty" }), ofValue({ is: "one_of", values: ["no", "nein", "false", "0", "off"] })];

const GIFT_MESSAGE: TemplateRule = {
  id: "gift_message",
  names: ["gift_message", "Gift message", "Gift note", "Geschenknachricht", "Grußtext", "Grußkarte", "Grußbotschaft"],
  from: WRITTEN,
  usual: noted("gift_message"),
  steps: (source) => (source.from === "line_property" ? [{ do: "join", with: " | " }, trim] : [trim]),
  target: property("gift_message"),
};

const DELIVERY_DATE: TemplateRule = {
  id: "delivery_date",
  names: ["delivery_date", "Delivery date", "Wunschtermin", "Lieferdatum", "Liefertermin", "Wunschlieferdatum"],
  from: WRITTEN,
  usual: noted("delivery_date"),
  steps: (source, field) => {
    const instant = source.from === "metafield" && source.type === "instant";
    return [...oneOf(source), ...dateSteps(instant ? [] : (field?.examples ?? []))];
  },
  target: property("delivery_date"),
};

const ORDER_REFERENCE: TemplateRule = {
  id: "order_reference",
  names: [
    "order_reference",
    "PO number",
    "Purchase order",
    "Ihre Referenz",
    "Referenz",
    "Bestellzeichen",
    "Kostenstelle",
  ],
  from: WRITTEN,
  usual: noted("order_reference"),
  steps: (source) => [...oneOf(source), trim],
  target: property("order_reference"),
};

const SUBSCRIPTION: TemplateRule = {
  id: "subscription",
  names: ["subscription", "Abo", "Abonnement"],
  from: ["tags", "note_attribute"],
  usual: { from: "tags", of: "order" },
  steps: (source, field) => [source.from === "tags" ? inSegmentIf(tagged(field)) : inSegmentUnless(DENIED)],
  target: { path: "order.segments" },
};

export const TEMPLATES: readonly Template[] = [
  { id: "gift_message", rules: [GIFT_MESSAGE] },
  { id: "delivery_date", rules: [DELIVERY_DATE] },
  { id: "order_reference", rules: [ORDER_REFERENCE] },
  { id: "subscription", rules: [SUBSCRIPTION] },
  {
    id: "attribution",
    rules: [
      ofVisit("utm_source", "order.utmSource"),
      ofVisit("utm_campaign", "order.utmCampaign"),
      ofVisit("ref", "order.ref"),
    ],
  },
];

/** The rules that a template comes to in a shop whose orders carry these fields. */
export function chosenRules(
  { rules }: Template,
  fields: readonly DiscoveredField[],
  t: TFunction<"merchant">,
): ChosenRule[] {
  return rules.map((wanted) => {
    const field = fittingField(wanted, fields);
    const source = field?.source ?? wanted.usual;
    const rule: Rule = {
      id: wanted.id.replaceAll("_", "-"),
      label: t(`mapping_words.template_rule.${wanted.id}`),
      enabled: true,
      source,
      transforms: wanted.steps(source, field),
      target: wanted.target,
    };
    return { field, rule };
  });
}

/** The shop keeps where a visit came from; some shops note it on the order as well. */
function ofVisit(
  id: "utm_source" | "utm_campaign" | "ref",
  field: Extract<Source, { from: "field" }>["field"],
): TemplateRule {
  return {
    id,
    names: [id],
    from: ["note_attribute"],
    usual: { from: "field", field },
    steps: () => [trim],
    target: property(id),
  };
}

function dateSteps(examples: readonly string[]): Step[] {
  const form = dateFormOf(examples);
  const slashes: Step[] = form === "slashes" ? [{ do: "replace", find: "/", with: "-" }] : [];
  const read = form === "slashes" ? "iso" : form;
  return [trim, ...slashes, { do: "date", read, zone: "Europe/Berlin", show: "date" }];
}

/** One tag of an order is enough: the usual ones, and the one that was found. */
function tagged(field: DiscoveredField | null): Check[] {
  return [
    ofValue({ is: "starts_with", value: "subscription" }),
    ofValue({ is: "starts_with", value: "abonnement" }),
    ofValue({ is: "equals", value: "abo" }),
    ...(field?.tag ? [ofValue({ is: "equals", value: field.tag })] : []),
    ...(field?.prefix ? [ofValue({ is: "starts_with", value: field.prefix })] : []),
  ];
}

function inSegmentIf(checks: Check[]): Step {
  return {
    do: "condition",
    if: { match: "any", checks },
    yes: { use: "literal", value: SEGMENT },
    no: { use: "nothing" },
  };
}

function inSegmentUnless(checks: Check[]): Step {
  return {
    do: "condition",
    if: { match: "any", checks },
    yes: { use: "nothing" },
    no: { use: "literal", value: SEGMENT },
  };
}
