import { describe, expect, test } from "vitest";
import { ORDER_CRITERIA } from "../../../shopware-plugin-bridge/order/order-criteria.ts";
import { PRODUCT_CRITERIA } from "../../../shopware-plugin-bridge/product/product-criteria.ts";
import { textOf } from "./filled-app.ts";

const LIFECYCLE = ["app.installed", "app.updated", "app.activated", "app.deactivated", "app.deleted"];
/** Events of orders by the event list of a shop with 6.6.7.1 (GET /api/_info/events.json) that Karla has a use for. */
const BUSINESS = [
  "checkout.order.placed",
  ...["open", "in_progress", "completed", "cancelled"].map((state) => `state_enter.order.state.${state}`),
  ...["open", "shipped", "shipped_partially", "returned", "returned_partially", "cancelled"].map(
    (state) => `state_enter.order_delivery.state.${state}`,
  ),
  ...["paid", "paid_partially", "refunded", "refunded_partially"].map(
    (state) => `state_enter.order_transaction.state.${state}`,
  ),
];
/** `order_delivery.written` is not among what an app may hear of: `app:validate` refuses it in every version. */
const ENTITY = ["order.written", "order_address.written"];
const CATALOGUE = ["product.written", "product.deleted"];
/** Whose account is deleted is forgotten. */
const ACCOUNTS = ["customer.deleted"];

const manifest = textOf("manifest.xml");
const webhooks = [...manifest.matchAll(/<webhook ([^>]*)\/>/g)].map(([, attributes = ""]) =>
  Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name ?? "", value ?? ""])),
);

describe("the webhooks of the app", () => {
  test("are those of its life, of orders, their deliveries, payments and addresses, of products, of accounts that are deleted, and no others", () => {
    expect(webhooks.map(({ event }) => event).sort()).toEqual(
      [...LIFECYCLE, ...BUSINESS, ...ENTITY, ...CATALOGUE, ...ACCOUNTS].sort(),
    );
  });

  test("have a name each", () => {
    expect(new Set(webhooks.map(({ name }) => name)).size).toBe(webhooks.length);
  });

  test("go to the one receiver, those of the app's life to a path of their own", () => {
    const bridge = "https://bridge.example.com";
    for (const { event = "", url } of webhooks) {
      expect(url).toBe(
        LIFECYCLE.includes(event) ? `${bridge}/shopware/lifecycle/${event}` : `${bridge}/webhooks/shopware`,
      );
    }
  });

  test("leave drafts in the shop where Shopware can tell them apart", () => {
    const onlyLive = webhooks.filter(({ onlyLiveVersion }) => onlyLiveVersion === "true");
    expect(onlyLive.map(({ event }) => event)).toEqual(ENTITY);
  });
});

describe("the permissions of the app", () => {
  const section = manifest.split("<permissions>")[1]?.split("</permissions>")[0] ?? "";
  const lines = section.split("\n").map((line) => line.trim());
  const asked = [...section.matchAll(/<(\w+)>(\w+)<\//g)].map(([, kind, entity]) => `${entity}:${kind}`);

  test("each stand below the reason why", () => {
    const withoutReason = lines.filter((line, at) => {
      const before = lines.slice(0, at).findLast((other) => other.endsWith("-->") || other === "");
      return line.startsWith("<") && !line.startsWith("<!--") && !before?.startsWith("<!--");
    });
    expect(asked.length).toBeGreaterThan(20);
    expect(withoutReason).toEqual([]);
  });

  test("are named once, and write nothing but the order's custom field, our webhooks and notifications", () => {
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.filter((permission) => !permission.endsWith(":read")).sort()).toEqual([
      "notification:create",
      "order:update",
      "webhook:update",
    ]);
  });

  test("let it read what belongs to an order or a product as it is read, and of the rest what has a reason of its own", () => {
    const others = ["order_tag", "customer_tag", "webhook", "state_machine"];
    // `price` is no entity.
    const { price: _, ...ofProducts } = PRODUCT_CRITERIA.includes;
    const entities = new Set([...Object.keys(ORDER_CRITERIA.includes), ...Object.keys(ofProducts), ...others]);
    const read = asked.filter((permission) => permission.endsWith(":read"));
    expect(read.sort()).toEqual([...entities].map((entity) => `${entity}:read`).sort());
  });

  test("cover what the tracking page reads, which answers with the app's permissions", () => {
    const entities = "order order_customer customer order_address order_delivery state_machine_state shipping_method";
    for (const entity of entities.split(" ")) expect(asked).toContain(`${entity}:read`);
  });
});

test("what the merchant reads in the manifest is there in English and in German", () => {
  const texts = [...manifest.matchAll(/<(label|description|privacyPolicyExtensions|help-text)( lang="de-DE")?>/g)];
  const tags = texts.map(([, tag, german]) => `${tag} ${german === undefined ? "en" : "de"}`);
  expect(tags.length).toBeGreaterThan(8);
  expect(tags.map((tag) => tag.slice(-2))).toEqual(tags.map((_, at) => (at % 2 === 0 ? "en" : "de")));
});
