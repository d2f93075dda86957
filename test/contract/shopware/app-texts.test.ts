import { describe, expect, test } from "vitest";
import { z } from "zod";
import { filledApp, textOf } from "./filled-app.ts";

/** The event groups of Karla's plugin for Shopware (KarlaWebhookEvent::EVENT_GROUPS of gokarla-io/shopware, 25). */
const EVENT_GROUPS = `claim_created claim_updated shipment_pre_transit shipment_in_transit shipment_damaged
  shipment_carrier_delay shipment_out_for_delivery shipment_delivery_failed
  shipment_delivery_failed_forwarded_to_parcel_shop shipment_delivery_failed_address_issue
  shipment_delivery_second_attempt shipment_delivered shipment_delivered_to_neighbour
  shipment_delivered_to_letterbox shipment_delivered_to_parcel_shop shipment_delivered_to_parcel_locker
  shipment_picked_up shipment_failed_returned shipment_refused_then_returned shipment_not_picked_up_then_returned
  shipment_delayed_due_to_customer_request shipment_delivered_all_events shipment_internal_trigger
  shipment_carrier_changed shipment_order_cancelled`.split(/\s+/);
const LANGUAGES = ["en-GB", "de-DE"];

const FlowTexts = z.strictObject({
  "sw-flow-custom-event": z.strictObject({
    "event-tree": z.record(z.string(), z.string().min(1)),
    "flow-list": z.record(z.string(), z.string().min(1)),
  }),
});
const PageTexts = z.strictObject({ karlaTracking: z.record(z.string(), z.string().min(1)) });

const flowTexts = (language: string) =>
  FlowTexts.parse(JSON.parse(textOf(`Resources/app/administration/snippet/${language}.json`)))["sw-flow-custom-event"];
const pageTexts = (language: string) =>
  PageTexts.parse(JSON.parse(textOf(`Resources/snippet/karla.${language}.json`))).karlaTracking;
const camelCase = (part: string) => part.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const flow = textOf("Resources/flow.xml");
const events = [...flow.matchAll(/<flow-event>([\s\S]*?)<\/flow-event>/g)].map(([, body = ""]) => ({
  name: /<name>(.*)<\/name>/.exec(body)?.[1] ?? "",
  aware: [...body.matchAll(/<aware>(.*)<\/aware>/g)].map(([, aware]) => aware),
}));

describe("the triggers for the Flow Builder", () => {
  test("are those of Karla's plugin, so that flows made for it go on", () => {
    expect(EVENT_GROUPS).toHaveLength(25);
    expect(events.map(({ name }) => name)).toEqual(EVENT_GROUPS.map((group) => `karla.${group.replace("_", ".")}`));
  });

  test("each let a flow use the order, its customer and mails", () => {
    for (const { aware } of events) expect(aware).toEqual(["orderAware", "customerAware", "mailAware"]);
  });

  test.each(LANGUAGES)("have a name in the tree and in the list of flows in %s, and nothing else has", (language) => {
    const { "event-tree": tree, "flow-list": list } = flowTexts(language);
    const parts = new Set(events.flatMap(({ name }) => name.split(".").map(camelCase)));
    expect(Object.keys(tree).sort()).toEqual([...parts].sort());
    expect(Object.keys(list).sort()).toEqual(events.map(({ name }) => name.replaceAll(".", "_")).sort());
  });

  test.each(LANGUAGES)("are told apart in %s", (language) => {
    const names = Object.values(flowTexts(language)["flow-list"]);
    expect(new Set(names).size).toBe(names.length);
  });
});

test("what the merchant reads in the Flow Builder is there in English and in German", () => {
  const texts = [...flow.matchAll(/<(label|headline|description|place-holder|helpText)( lang="de-DE")?>/g)];
  expect(texts.length).toBeGreaterThan(8);
  expect(texts.map(([, , german]) => german !== undefined)).toEqual(texts.map((_, at) => at % 2 === 1));
});

describe("the texts of the storefront", () => {
  test("have the same keys in English and in German", () => {
    expect(Object.keys(pageTexts("de-DE"))).toEqual(Object.keys(pageTexts("en-GB")));
  });

  test("are those that the templates ask for, and no others", () => {
    const templates = filledApp().filter(({ path }) => path.endsWith(".html.twig"));
    const asked = templates.flatMap(({ bytes }) =>
      [...bytes.toString("utf8").matchAll(/'karlaTracking\.(\w+)'\|trans/g)].map(([, key]) => key),
    );
    expect([...new Set(asked)].sort()).toEqual(Object.keys(pageTexts("en-GB")).sort());
  });
});
