import { describe, expect, test } from "vitest";
import { CoreOrder } from "../../proof/core-order.ts";
import { readNumbersAsText } from "../../proof/read-numbers-as-text.ts";
import { type Fields, fieldsOf } from "../read-body.ts";
import type { CaptureEvidence, StepEvidence } from "./capture-evidence.ts";
import { judgeCapture } from "./judge-capture.ts";
import type { CapturedStep } from "./read-capture.ts";
import { ORDER_ID, orderAnswer, pluginBody } from "./small-capture.fixture.ts";

const asText = (value: object): Fields => fieldsOf(readNumbersAsText(JSON.stringify(value))) ?? {};

/** What the core lists of the order once everything that is right was told. */
function heldOrder(codes: readonly string[], changes: object = {}): CoreOrder {
  const { order } = pluginBody();
  return CoreOrder.parse(
    asText({
      ...order,
      sub_total_price: 89.7,
      discounts: [{ code: "FIVE", amount: 5, type: "absolute" }],
      order_analytics: { note_attributes: [], campaign_code: "spring" },
      trackings: codes.map((number) => ({ carrier: { tracking_number: number }, products: order.products })),
      ...changes,
    }),
  );
}

const telling = (code: string, second: number, more: object = {}) => ({
  tracking_number: code,
  tracking_placed_at: `2026-03-01T10:00:${second}.250+00:00`,
  ...more,
});

interface Change {
  step?: Partial<CapturedStep>;
  evidence?: Partial<StepEvidence>;
}

/** A run of three steps in which everything went right, but for what is changed of one of them. */
function run(changes: Record<string, Change> = {}, of: Partial<CaptureEvidence> = {}) {
  const request = { file: "w.json", event: "order.written", body: "{}", headers: {} };
  const captured = (name: string, codes: readonly string[], at: number, requests: readonly (typeof request)[]) => {
    const order = { answer: orderAnswer(codes, at), fields: asText(orderAnswer(codes, at)) };
    return { name, requests, order, plugin: [asText(pluginBody(codes, at))], ...changes[name]?.step };
  };
  const steps: CapturedStep[] = [
    captured("1-placed", [], 0, [request]),
    captured("2-track", ["A1"], 20, []),
    captured("3-ship", ["A1"], 30, [request]),
  ];
  const life = { name: "one", orderId: ORDER_ID, orderNumber: "1", steps };
  const told = [asText({ id: ORDER_ID, trackings: [] }), asText({ id: ORDER_ID, trackings: [telling("A1", 20)] })];
  const evidence = steps.map(
    (step, place): StepEvidence => ({
      case: life,
      step,
      silent: step.requests.length === 0,
      answers: step.requests.map(() => 204),
      read: true,
      held: heldOrder(place === 0 ? [] : ["A1"]),
      told: told.slice(0, place + 1),
      ...changes[step.name]?.evidence,
    }),
  );
  return judgeCapture({ steps: evidence, stored: 5, due: 5, settled: true, ...of }, []);
}

const rules = (verdict: ReturnType<typeof run>) => verdict.violations.map(({ file, rule }) => `${file} ${rule}`);

test("a run in which everything went right has no violation, and names what the plugin does otherwise", () => {
  const verdict = run();
  expect(verdict.violations).toEqual([]);
  expect(verdict.steps).toEqual([
    {
      case: "one",
      step: "1-placed",
      accepted: true,
      foundByPoll: false,
      deviations: ["float_noise", "negative_discounts", "analytics_beside_order"],
    },
    expect.objectContaining({ step: "2-track", foundByPoll: true }),
    expect.objectContaining({
      step: "3-ship",
      foundByPoll: false,
      deviations: [
        "codes_repeated",
        "float_noise",
        "negative_discounts",
        "analytics_beside_order",
        "time_moves_with_delivery",
      ],
    }),
  ]);
});

const step2 = (evidence: Partial<StepEvidence>): Record<string, Change> => ({ "2-track": { evidence } });
const held2 = (changes: object) => step2({ held: heldOrder(["A1"], changes) });
const product = { ...pluginBody().order.products[0] };
const address = pluginBody().order.address;

test.each<[string, string, Record<string, Change>]>([
  ["an order that is nowhere", "undelivered", step2({ held: undefined })],
  ["a message that nobody followed", "unread", { "3-ship": { evidence: { read: false } } }],
  ["a webhook that was refused", "accepted", { "1-placed": { evidence: { answers: [204, 401] } } }],
  ["a sum without its cents", "money", held2({ total_order_price: 89 })],
  ["a sum that is off by a cent", "money", held2({ sub_total_price: 89.69 })],
  ["another currency", "currency", held2({ currency: "USD" })],
  ["another quantity", "lines", held2({ products: [{ ...product, quantity: 2 }] })],
  ["another article", "lines", held2({ products: [{ ...product, variant_id: "x" }] })],
  ["a line too many", "lines", held2({ products: [product, product] })],
  [
    "a picture that is not the plugin's",
    "lines",
    held2({ products: [{ ...product, images: [{ src: "https://x/" }] }] }),
  ],
  ["a discount without its code", "discounts", held2({ discounts: [] })],
  ["a discount with a sign", "money", held2({ discounts: [{ code: "FIVE", amount: -5, type: "absolute" }] })],
  ["another zip code", "fields", held2({ address: { ...address, zip_code: "99999" } })],
  ["another e-mail address", "fields", held2({ email_id: "x@example.com" })],
  ["a guest who has become a customer", "fields", held2({ external_customer_id: "1" })],
  ["another time of placing", "fields", held2({ order_placed_at: "2026-03-01T10:00:01Z" })],
  ["campaign codes that got lost", "fields", held2({ order_analytics: { note_attributes: [] } })],
  ["a sales channel that is not told", "segments", held2({ segments: [] })],
  ["a segment from nowhere", "segments", held2({ segments: ["Shopware.sales_channel.Laden", "Shopware.tag.x"] })],
  ["a number that never arrived", "tracking", step2({ held: heldOrder([]) })],
  ["a number from nowhere", "tracking", step2({ held: heldOrder(["A1", "B2"]) })],
  ["a time that is none of the plugin's", "tracking", step2({ told: [asText({ trackings: [telling("A1", 25)] })] })],
  [
    "a number told twice",
    "tracking",
    step2({ told: [telling("A1", 20), telling("A1", 20)].map((each) => asText({ trackings: [each] })) }),
  ],
  [
    "less in a parcel",
    "lines",
    held2({ trackings: [{ carrier: { tracking_number: "A1" }, products: [{ ...product, quantity: 1 }] }] }),
  ],
])("noticed: %s", (_what, rule, changes) => {
  const [name = ""] = Object.keys(changes);
  const verdict = run(changes);
  expect(rules(verdict)).toEqual([`one/${name} ${rule}`]);
  expect(verdict.steps.filter(({ accepted }) => !accepted).map(({ step }) => step)).toEqual([name]);
});

test("noticed: a plugin's body with another quantity, in the order and in the parcel", () => {
  const plugin = [asText(pluginBody(["A1"], 20, { quantity: 2 }))];
  expect(rules(run({ "2-track": { step: { plugin } } }))).toEqual(["one/2-track lines", "one/2-track lines"]);
});

test("noticed: acknowledged and not stored; work that is left", () => {
  expect(rules(run({}, { stored: 4 }))).toEqual(["* acknowledged_lost"]);
  expect(rules(run({}, { settled: false }))).toEqual(["* unsettled"]);
});

describe("what the core rightly holds instead", () => {
  const deviationsOf = (changes: Change) => {
    const verdict = run({ "1-placed": changes });
    return [rules(verdict), verdict.steps[0]?.deviations ?? []] as const;
  };
  const told = (order: object) => [asText({ ...pluginBody(), order: { ...pluginBody().order, ...order } })];
  const shown = (changes: object) => {
    const order = { ...orderAnswer(), ...changes };
    return { answer: order, fields: asText(order) };
  };

  test("the delivery's address, where the plugin told another one of the order", () => {
    const billing = { ...orderAnswer().billingAddress, id: "0".repeat(32), street: "Rechnungsweg 1", zipcode: "20457" };
    const [violations, deviations] = deviationsOf({
      step: {
        order: shown({ addresses: [billing, orderAnswer().billingAddress] }),
        plugin: told({
          address: { ...address, address_line_1: "Rechnungsweg 1", street: "Rechnungsweg 1", zip_code: "20457" },
        }),
      },
    });
    expect(violations).toEqual([]);
    expect(deviations).toContain("address_first_of_list");
  });

  test("names in the shop's language, and no segment without a name", () => {
    const [violations, deviations] = deviationsOf({
      step: { plugin: told({ address: { ...address, country: "Germany" }, segments: ["Shopware.sales_channel."] }) },
    });
    expect(violations).toEqual([]);
    expect(deviations).toEqual(expect.arrayContaining(["names_in_senders_language", "empty_segment"]));
  });

  test("no discount without a code", () => {
    const discounts = [...pluginBody().order.discounts, { code: "", amount: -1, type: "absolute" }];
    const [violations, deviations] = deviationsOf({ step: { plugin: told({ discounts }) } });
    expect(violations).toEqual([]);
    expect(deviations).toContain("discount_without_code");
  });

  test("an amount in cents, where the plugin told what floats come to", () => {
    const [violations, deviations] = deviationsOf({ step: { plugin: told({ shipping_price: 4.9949 }) } });
    expect(violations).toEqual([]);
    expect(deviations).toContain("float_noise");
    expect(deviationsOf({ step: { plugin: told({ shipping_price: 4.998 }) } })[0]).toEqual(["one/1-placed money"]);
  });

  test("one parcel, where a number is in two deliveries", () => {
    const [delivery] = orderAnswer(["A1"], 20).deliveries;
    const parcel = { carrier: { tracking_number: "A1" }, products: [product, product] };
    const [violations, deviations] = deviationsOf({
      step: { order: shown({ deliveries: [delivery, delivery] }), plugin: [asText(pluginBody(["A1"], 20))] },
      evidence: {
        held: heldOrder([], { trackings: [parcel] }),
        told: [asText({ trackings: [telling("A1", 20)] })],
      },
    });
    expect(violations.filter((violation) => violation.startsWith("one/1-placed"))).toEqual([]);
    expect(deviations).toContain("number_in_several_deliveries");
  });

  test("no parcel of a delivery that is called off, no empty number", () => {
    const [delivery] = orderAnswer(["A1"], 20).deliveries;
    const cancelled = { ...delivery, stateMachineState: { technicalName: "cancelled" } };
    const [violations, deviations] = deviationsOf({
      step: { order: shown({ deliveries: [cancelled] }), plugin: [asText(pluginBody(["A1", " "], 20))] },
    });
    expect(violations.filter((violation) => violation.startsWith("one/1-placed"))).toEqual([]);
    expect(deviations).toEqual(expect.arrayContaining(["delivery_called_off", "empty_number"]));
  });

  test("no order that the core would refuse", () => {
    const [violations, deviations] = deviationsOf({
      step: { plugin: told({ address: { ...address, zip_code: "" } }) },
      evidence: { held: undefined },
    });
    expect(violations).toEqual([]);
    expect(deviations).toEqual(["refused_by_core"]);
  });

  test("a step that nobody heard of and that left no date is judged by what the core holds", () => {
    expect(rules(run({ "2-track": { evidence: { read: false } } }))).toEqual([]);
  });

  test("a number of a step that the capture leaves out, and only of such a step", () => {
    const number = { order: shown(orderAnswer(["A1"], 20)), plugin: [asText(pluginBody())] };
    const evidence = { held: heldOrder(["A1"]) };
    const [, deviations] = deviationsOf({ step: { name: "3-later", ...number }, evidence });
    expect(deviations).toContain("told_in_a_step_left_out");
    expect(deviationsOf({ step: number, evidence })[0]).toEqual(["one/1-placed tracking"]);
  });
});
