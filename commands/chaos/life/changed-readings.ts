/** An order as another version of Shopware could answer it. Anything in it may be changed in place. */
export interface ReadingChange {
  name: string;
  change(order: Entity): void;
}

type Entity = Record<string, unknown>;

const UNKNOWN = { promise: { days: 3, window: ["2030-01-01", null] }, "weird key": 1e300, nested: [[[]]] };

/** What an order is the same without, or with. */
export const HARMLESS: readonly ReadingChange[] = [
  { name: "unknown fields", change: (order) => void Object.assign(order, { deliveryPromise: UNKNOWN, v2: true }) },
  {
    name: "unknown fields in its parts",
    change(order) {
      for (const name of ["lineItems", "deliveries", "transactions", "addresses"]) {
        for (const part of partsOf(order, name)) part.passport = UNKNOWN;
      }
    },
  },
  {
    name: "new states of its payment",
    change(order) {
      for (const part of partsOf(order, "transactions")) part.stateMachineState = { technicalName: "partly_promised" };
    },
  },
  {
    name: "a state of its own that nobody knows",
    change: (order) => void Object.assign(order, { stateMachineState: { technicalName: "in_orbit" } }),
  },
  {
    name: "missing fields that nobody needs",
    change: (order) =>
      drop(order, /^(autoIncrement|itemRounding|totalRounding|language|customerComment|transactions)$/),
  },
  {
    name: "lists as PHP writes those with a gap",
    change(order) {
      for (const name of ["lineItems", "deliveries"])
        order[name] = Object.fromEntries(partsOf(order, name).map((part, index) => [index + 1, part]));
    },
  },
  {
    name: "amounts as text, and with the noise of floats",
    change: (order) =>
      void Object.assign(order, {
        amountTotal: String(order.amountTotal),
        shippingTotal: Number(order.shippingTotal) + 1e-9,
      }),
  },
];

/** What no order can be made of. */
export const UNUSABLE: readonly ReadingChange[] = [
  { name: "no currency", change: (order) => drop(order, /^currency$/) },
  {
    name: "a currency that is no code",
    change: (order) => void Object.assign(order, { currency: { isoCode: "shells" } }),
  },
  { name: "a sum that is no number", change: (order) => void Object.assign(order, { amountTotal: "a lot" }) },
  {
    name: "renamed prices of lines",
    change(order) {
      for (const line of partsOf(order, "lineItems")) {
        for (const name of ["unitPrice", "price"]) {
          line[`${name}V2`] = line[name];
          delete line[name];
        }
      }
    },
  },
  { name: "a draft", change: (order) => void Object.assign(order, { versionId: "d".repeat(32) }) },
];

function partsOf(order: Entity, name: string): Entity[] {
  const part = order[name];
  return (Array.isArray(part) ? part : []).filter((one) => typeof one === "object" && one !== null);
}

function drop(order: Entity, names: RegExp): void {
  for (const name of Object.keys(order)) if (names.test(name)) delete order[name];
}
