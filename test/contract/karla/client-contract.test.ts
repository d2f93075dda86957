import { CLAIM_REASONS, ClaimCreation, RESOLUTION_PREFERENCES } from "@karla/api/claim";
import { createKarlaClient } from "@karla/api/client";
import { jsonNumber } from "@karla/api/json-number";
import { ProductVariantBulkItem } from "@karla/api/product-variant";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playServer } from "../../../packages/karla-api/src/played-server.ts";
import { arbitraryAnswer } from "./arbitrary-answer.ts";
import { arbitraryUpsert } from "./arbitrary-upsert.ts";
import { contractDocument } from "./contract-document.ts";
import { validateAnswer, validateRequest } from "./contract-validator.ts";

let server: Awaited<ReturnType<typeof playServer>>;
let karla: ReturnType<typeof createKarlaClient>;
beforeAll(async () => {
  server = await playServer();
  karla = createKarlaClient({ baseUrl: server.url, slug: "example", credentials: { username: "api", key: "example" } });
});
afterAll(() => server.close());

const ref = { id: "1001", id_type: "external_id" } as const;
const event = { event_name: "ORDER_CANCELLED", event_time: "2026-03-01T12:00:00Z", external_id: "1001" };
const variant = {
  product_id: "1",
  variant_id: "11",
  title: "Shirt",
  variant_title: "Rot / M",
  price: jsonNumber("29.90"),
  sku: "SHIRT-RM",
  product_url: "https://shop.example.com/shirt",
  image_url: "https://cdn.example.com/shirt.jpg",
  translations: { de: { title: "Hemd" } },
} satisfies ProductVariantBulkItem;
const claim = {
  shipment_id: "0198f2b0",
  reason: "damage",
  selected_items: [{ quantity: 1 }],
  image_urls: [],
} satisfies ClaimCreation;
const claimed = { uuid: "0198f2b1", reason: "damage", shop_slug: "example" };
const picture = { contentType: "image/png", bytes: Buffer.from("png") } as const;
const image = { url: "https://app.example.com/images/1", image_type: "claim", shop_slug: "example" };
const creation = { enabled_events: ["*"], secret: "0123456789abcdef", description: "ours" };
const webhook = {
  uuid: "0198f2b0-5a0e-7c3d-9b3b-6a2f4c8e1d57",
  url: "https://bridge.example.com/webhooks/karla/1",
  secret: "0123456789abcdef",
  status: "active",
};
const filters = {
  external_id: "1",
  order_number: "1001",
  order_name: "#1001",
  uuid: "0198f2b0-5a0e-7c3d-9b3b-6a2f4c8e1d57",
  email_id: "jane@example.com",
  zip_code: "10115",
  order_placed_from: "2026-01-01T00:00:00+01:00",
  order_placed_to: "2026-02-01T00:00:00Z",
  shipment_updated_since: "2026-01-01T00:00:00.000Z",
};

/** As the contract describes it: parsed JSON, or the fields of a form. */
async function bodyOf(contentType: string | undefined, body: string): Promise<unknown> {
  if (!contentType?.startsWith("multipart/")) return body === "" ? undefined : JSON.parse(body);
  const form = await new Response(body, { headers: { "Content-Type": contentType } }).formData();
  const fields = [...form].map(async ([name, value]) => [name, typeof value === "string" ? null : await value.text()]);
  return Object.fromEntries(await Promise.all(fields));
}

describe("the client and the contract", () => {
  it("agree on every request that the client makes", async () => {
    const upsert = JSON.stringify(fc.sample(arbitraryUpsert, { numRuns: 1, seed: 1 })[0]);
    const calls: [unknown, () => Promise<unknown>][] = [
      [{}, () => karla.upsertOrder(upsert)],
      [{}, () => karla.upsertOrders([upsert, upsert].map((body, index) => ({ id: String(index), body })))],
      [[], () => karla.findOrders(filters)],
      [[], () => karla.findFewOrders(filters, 2)],
      [{ url: "https://app.example.com/track/example" }, () => karla.trackpageUrl(ref)],
      [{}, () => karla.addShipmentEvent("0198f2b0", event)],
      [{}, () => karla.upsertProduct(variant)],
      [{}, () => karla.upsertProducts([variant, { ...variant, variant_id: "12" }])],
      [{}, () => karla.deleteProduct("1")],
      [[claimed], () => karla.findClaims({ order_id: "0198f2b0" })],
      [claimed, () => karla.createClaim(claim)],
      [image, () => karla.uploadImage("claim", picture)],
      [{ uuid: "u", slug: "example" }, () => karla.getShop()],
      [{ triggers: { shopify: true } }, () => karla.getSettings()],
      [{ shopify: true }, () => karla.setTriggers({ shopify: false })],
      [[], () => karla.listShopifyWebhooks()],
      [{}, () => karla.deleteShopifyWebhook("0198f2b0-5a0e-7c3d-9b3b-6a2f4c8e1d57")],
      [[webhook], () => karla.listWebhooks({ url: webhook.url })],
      [webhook, () => karla.createWebhook({ ...creation, url: webhook.url })],
      [{}, () => karla.updateWebhook(webhook.uuid, { enabled_events: ["*"], status: "active" })],
      [{}, () => karla.deleteWebhook(webhook.uuid)],
    ];
    expect(calls.map(([, call]) => call.toString().split(".")[1]?.split("(")[0])).toEqual(Object.keys(karla));
    for (const [answer, call] of calls) {
      server.plays((res) => res.writeHead(200).end(JSON.stringify(answer)));
      await call();
      expect(server.requests).toHaveLength(1);
      for (const { method, url, headers, body } of server.requests) {
        expect(validateRequest(method, url, await bodyOf(headers["content-type"], body))).toEqual({ outcome: "valid" });
        expect(validateAnswer(method, url, 200, answer)).toEqual({ outcome: "valid" });
      }
    }
  });

  it("agree on which fields a variant has, and ours is as strict", () => {
    const { schemas } = contractDocument().components;
    const keys = Object.keys(schemas.ProductVariantUpsert?.properties ?? {});
    expect(Object.keys(variant).sort()).toEqual([...keys, "product_id", "variant_id"].sort());
    expect(ProductVariantBulkItem.safeParse(variant).error).toBeUndefined();
    for (const wrong of [{ surprise: 1 }, { price: "29.90" }, { image_url: "shirt.jpg" }, { product_id: "" }]) {
      expect(ProductVariantBulkItem.safeParse({ ...variant, ...wrong }).success).toBe(false);
    }
  });

  const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  it.each([
    ["orders", "OrderDetailDTO", true, () => karla.findOrders({})],
    ["Shopify webhooks", "ShopifyWebhookDTO", true, () => karla.listShopifyWebhooks()],
    ["webhooks", "WebhookDTO", true, () => karla.listWebhooks({ url: webhook.url })],
    ["a shop", "MerchantDetailDTO", false, () => karla.getShop()],
    ["settings", "ShopSettingsV2", false, () => karla.getSettings()],
    ["settings of the older shape", "ShopSettingsDTO", false, () => karla.getSettings()],
    ["claims", "ClaimResponseDTO", true, () => karla.findClaims({ order_id: "0198f2b0" })],
    ["a claim", "ClaimResponseDTO", false, () => karla.createClaim(claim)],
    ["a picture", "ImageResponseDTO", false, () => karla.uploadImage("claim", picture)],
    ["a link", "TrackpageUrlResponse", false, () => karla.trackpageUrl(ref)],
  ] as const)("agree on every answer that is %s", async (_what, name, list, call) => {
    const answers = arbitraryAnswer(list ? { type: "array", items: schema(name) } : schema(name));
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        server.plays((res) => res.writeHead(200).end(JSON.stringify(answer)));
        await call();
      }),
    );
  });

  it("agree on which fields a claim has", () => {
    const { schemas } = contractDocument().components;
    const creation = schemas.ClaimCreationDTO?.properties ?? {};
    expect(Object.keys(ClaimCreation.shape).filter((key) => !Object.hasOwn(creation, key))).toEqual([]);
    expect(schemas.ClaimReason?.enum).toEqual([...CLAIM_REASONS]);
    expect(schemas.ClaimResolutionPreference?.enum).toEqual([...RESOLUTION_PREFERENCES]);
    expect(ClaimCreation.safeParse(claim).success).toBe(true);
    expect(ClaimCreation.safeParse({ ...claim, order_id: "1" }).success).toBe(false);
  });

  it("agree on what a refusal may be", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAnswer(schema("ErrorDTO")), async (answer) => {
        server.plays((res) => res.writeHead(422).end(JSON.stringify(answer)));
        await expect(karla.upsertOrder("{}")).rejects.toMatchObject({ kind: "refusal", refusal: "invalid" });
      }),
    );
  });
});
