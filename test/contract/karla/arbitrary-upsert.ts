import { CARRIERS, ORDER_REFERENCES, type OrderUpsert } from "@karla/api/contract";
import { jsonNumber } from "@karla/api/json-number";
import fc from "fast-check";

const text = fc.string({ unit: "grapheme", maxLength: 20 });
const id = fc.bigInt({ min: 1n, max: 10n ** 19n }).map(String);
const amount = fc.oneof(
  fc.stringMatching(/^-?\d{1,12}(\.\d{1,6})?$/).map(jsonNumber),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const instant = fc
  .tuple(
    fc.date({ min: new Date(0), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true }),
    fc.constantFrom("Z", "+05:30", "-11:00"),
  )
  .map(([date, offset]) => date.toISOString().replace("Z", offset));
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 3 });

/** All keys of `model` may be missing except the required ones, which are given apart. */
const object = <T, R>(
  required: { [K in keyof R]: fc.Arbitrary<R[K]> },
  optional: { [K in keyof T]: fc.Arbitrary<T[K]> },
) =>
  fc
    .tuple(fc.record(required), fc.record(optional, { requiredKeys: [] }))
    .map(([always, sometimes]) => ({ ...always, ...sometimes }));

const baseProduct = {
  title: text,
  quantity: fc.integer(),
  price: amount,
  size: text,
  images: list(object({ src: text }, { alt: text })),
  sku: text,
  weight: amount,
  tax_lines: list(object({}, { title: text, price: amount, rate: amount, currency: text })),
};

const product = object(
  {},
  {
    ...baseProduct,
    bundled_products: list(object({}, baseProduct)),
    shipment_id: id,
    type: fc.constantFrom("product" as const, "bundle" as const),
    product_id: id,
    variant_id: id,
  },
);

const address = object(
  { zip_code: fc.string({ minLength: 1, maxLength: 10 }) },
  {
    address_line_1: text,
    address_line_2: text,
    city: text,
    country: text,
    country_code: text,
    name: text,
    phone: text,
    province: text,
    province_code: text,
    street: text,
    company: text,
  },
);

const order = object(
  { order_number: text, external_id: id, address },
  {
    order_name: text,
    order_placed_at: instant,
    total_order_price: amount,
    shipping_price: amount,
    sub_total_price: amount,
    discount_price: amount,
    products: list(product),
    discounts: list(object({ code: text }, { amount: fc.stringMatching(/^\d{1,9}(\.\d{1,4})?$/), type: text })),
    email_id: text,
    currency: text,
    segments: list(text),
    weight: amount,
    external_customer_id: id,
    user_agent: text,
    expected_number_of_shipments: fc.integer(),
    order_analytics: object(
      {},
      {
        affiliate_code: text,
        campaign_code: text,
        landing_site: text,
        landing_site_ref: text,
        note_attributes: list(fc.record({ name: text, value: text })),
      },
    ),
  },
);

const tracking = object(
  { tracking_number: fc.string({ minLength: 1, maxLength: 30 }) },
  {
    tracking_url: fc.webUrl(),
    tracking_placed_at: instant,
    carrier_reference: fc.constantFrom(...CARRIERS),
    external_shipment_id: id,
    products: list(product),
  },
);

/** Everything that an upsert may say. */
export const arbitraryUpsert: fc.Arbitrary<OrderUpsert> = object(
  { id, id_type: fc.constantFrom(...ORDER_REFERENCES), trackings: list(tracking) },
  { order },
);
