/** A body as another version of the API could have it. Anything in it may be changed in place. */
type Body = Record<string, unknown> & { line_items: Record<string, unknown>[] };

export interface BodyChange {
  name: string;
  change(body: Body): void;
}

const UNKNOWN = { promise: { days: 3, window: ["2030-01-01", null] }, "weird key": 1e300, nested: [[[]]] };

/** What an order is the same without, or with. */
export const HARMLESS: readonly BodyChange[] = [
  { name: "unknown fields", change: (body) => void Object.assign(body, { delivery_promise: UNKNOWN, v2: true }) },
  {
    name: "unknown fields in its parts",
    change(body) {
      for (const part of [...partsOf(body, "line_items"), ...partsOf(body, "fulfillments")]) part.passport = UNKNOWN;
      for (const name of ["customer", "shipping_address"]) for (const part of partsOf(body, name)) part.v2 = UNKNOWN;
    },
  },
  {
    name: "new values of an enumeration",
    change(body) {
      Object.assign(body, {
        financial_status: "partly_promised",
        fulfillment_status: "in_orbit",
        cancel_reason: "weather",
      });
      for (const part of partsOf(body, "line_items")) part.fulfillment_status = "in_orbit";
      for (const part of partsOf(body, "fulfillments")) part.shipment_status = "circling";
    },
  },
  {
    name: "an enumeration that became an object",
    change: (body) =>
      void Object.assign(body, { financial_status: { value: "paid" }, fulfillment_status: ["fulfilled"] }),
  },
  {
    name: "missing fields that nobody needs",
    change: (body) =>
      drop(
        body,
        /^(browser_ip|token|client_details|returns|user_id|payment_gateway_names|confirmed|device_id|app_id)$/,
      ),
  },
  { name: "a renamed sum that is there twice", change: (body) => rename(body, "total_price", "total_amount") },
];

/** What no order can be made of. */
export const UNUSABLE: readonly BodyChange[] = [
  {
    name: "a renamed id",
    change(body) {
      rename(body, "id", "legacy_id");
      rename(body, "admin_graphql_api_id", "gid");
    },
  },
  { name: "no currency anywhere", change: (body) => dropEverywhere(body, /^(currency|presentment_currency|.*_set)$/) },
  {
    name: "renamed prices of lines",
    change(body) {
      for (const line of body.line_items) {
        rename(line, "price", "unit_price");
        rename(line, "price_set", "unit_price_set");
      }
    },
  },
  { name: "a currency that is no code", change: (body) => void Object.assign(body, { currency: "shells" }) },
  {
    name: "a sum that is no number",
    change: (body) => void Object.assign(body, { total_price: "a lot", total_price_set: "a lot" }),
  },
];

function partsOf(body: Body, name: string): Record<string, unknown>[] {
  const part = body[name];
  return (Array.isArray(part) ? part : [part]).filter((one) => typeof one === "object" && one !== null);
}

function drop(part: Record<string, unknown>, names: RegExp): void {
  for (const name of Object.keys(part)) if (names.test(name)) delete part[name];
}

function dropEverywhere(value: unknown, names: RegExp): void {
  if (typeof value !== "object" || value === null) return;
  drop(value as Record<string, unknown>, names);
  for (const part of Object.values(value)) dropEverywhere(part, names);
}

function rename(part: Record<string, unknown>, from: string, to: string): void {
  part[to] = part[from];
  delete part[from];
}

/** The webhook's body after the change. */
export function changedBody(body: string, { change }: BodyChange): string {
  const order: Body = JSON.parse(body);
  change(order);
  return JSON.stringify(order);
}
