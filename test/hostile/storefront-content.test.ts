import { createLiquid } from "@karla/sandbox/liquid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningStorefront, startStorefront } from "../http/running-storefront.ts";

let storefront: RunningStorefront;
beforeAll(async () => {
  storefront = await startStorefront();
});
afterAll(() => storefront.stop());

describe("P14 what came from outside is text and nothing else", () => {
  const HOSTILE = [
    "{{ shop.name }}",
    "{% include 'secret' %}",
    "{%- layout none -%}",
    "{% endraw %}{{ shop.name }}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script>",
  ];
  const liquid = createLiquid({ assetUrl: (name) => name, text: () => null });
  const rendered = (source: string) =>
    liquid.parseAndRender(source, { shop: { name: "RUN" }, request: { locale: { iso_code: "de" } } });

  test.each(HOSTILE)("in an order: %s", async (text) => {
    const id = String(2000 + HOSTILE.indexOf(text));
    const product = { title: text, quantity: 1, sku: text };
    await storefront.place({ external_id: id, order_name: text, products: [product] }, [
      { tracking_number: text, tracking_url: "javascript:alert(1)", products: [product] },
    ]);
    const asked = [
      ["orderNumber", id],
      ["zipCode", "10115"],
    ] as const;
    const page = await storefront.visit(asked);
    expect(page.status).toBe(200);
    const html = await rendered(page.text);
    const json: { html: string } = JSON.parse((await storefront.visit([...asked, ["format", "json"]])).text);
    for (const source of [html, json.html]) {
      expect(source).not.toMatch(/<script|<img|onerror=alert\(1\)>|RUN|javascript:/);
      expect(source).not.toMatch(/\{\{|\{%/);
    }
    expect(html).toMatch(/&#12[35];|&lt;|&gt;/);
  });

  test.each(HOSTILE)("in what was asked for: %s", async (text) => {
    const page = await storefront.visit([
      ["orderNumber", text],
      ["zipCode", text],
      ["locale", text],
      [text, text],
    ]);
    expect(page.status).toBe(404);
    expect(page.text).not.toContain(text);
    expect(await rendered(page.text)).not.toMatch(/RUN|<script|<img/);
    expect(await storefront.visit([], { shopify: { path_prefix: `/apps/${text}` } })).toMatchObject({
      status: 400,
      text: "",
    });
  });
});
