import { migrate } from "@karla/store/migrate";
import { expect, test } from "vitest";
import { validateAnswer, validateRequest } from "../../../../test/contract/karla/contract-validator.ts";
import { useCore } from "../test-core.fixture.ts";

const core = useCore(migrate, { sandbox: true });

const shirt = {
  title: "Shirt",
  variant_title: "Rot / M",
  price: 29.9,
  sku: "SHIRT-RM",
  image_url: "https://cdn.example.com/shirt.jpg",
  translations: { de: { title: "Hemd" }, en: { title: "Shirt" } },
};
const item = (product_id: string, variant_id: string, over: object = {}) => ({
  ...shirt,
  product_id,
  variant_id,
  ...over,
});

/** Asks the core, holds question and answer against the contract. */
async function ask(method: string, path: string, status: number, body?: unknown) {
  const answer = await core.call(method, path, body);
  expect(answer.status, `${method} ${path}`).toBe(status);
  if (status < 400) expect(validateRequest(method, path, body)).toEqual({ outcome: "valid" });
  expect(validateAnswer(method, path, answer.status, answer.body)).toEqual({ outcome: "valid" });
}

const catalogue = async (slug: string) => (await core.call("GET", `/_sandbox/products/${slug}`)).body;

test("a variant is what was sent last, alone or with others", async () => {
  const { slug, at } = await core.shop();
  await ask("PUT", `${at}/products/1/variants/11`, 200, { ...shirt, product_url: null });
  await ask("POST", `${at}/products`, 200, [item("1", "12"), item("1", "11", { price: 19.9 }), item("2", "2")]);
  await ask("PUT", `${at}/products/1/variants/12`, 200, { title: null, variant_title: null, price: null });
  expect(await catalogue(slug)).toEqual([
    item("1", "11", { price: 19.9 }),
    { product_id: "1", variant_id: "12", title: null, variant_title: null, price: null },
    item("2", "2"),
  ]);
});

test("a product is deleted with all of its variants, and in its own shop alone; what is not there is deleted already", async () => {
  const [one, other] = [await core.shop(), await core.shop()];
  for (const { at } of [one, other]) await ask("POST", `${at}/products`, 200, [item("1", "11"), item("1", "12")]);
  await ask("DELETE", `${one.at}/products/1`, 200);
  await ask("DELETE", `${one.at}/products/1`, 200);
  expect(await catalogue(one.slug)).toEqual([]);
  expect(await catalogue(other.slug)).toHaveLength(2);
});

test("of many variants of which one is wrong none is taken", async () => {
  const { slug, at } = await core.shop();
  const wrong: object[] = [
    { price: "29.90" },
    { surprise: 1 },
    { product_id: "" },
    { image_url: "javascript:alert(1)" },
    { translations: { "de-DE": { title: "Hemd" } } },
  ];
  for (const over of wrong) await ask("POST", `${at}/products`, 422, [item("1", "11"), item("1", "12", over)]);
  expect(await catalogue(slug)).toEqual([]);
});

test("who may only look may not write", async () => {
  const { slug, at } = await core.shop();
  const viewer = await core.key(slug, "viewer");
  expect((await core.call("POST", `${at}/products`, [item("1", "11")], viewer)).status).toBe(403);
  expect((await core.call("DELETE", `${at}/products/1`, undefined, viewer)).status).toBe(403);
});
