import { expect, test } from "vitest";
import { adminApiShapes, problemsOf } from "../entity/problems-of.fixture.ts";
import { soldId } from "../entity/product-entities.ts";
import { filledShop } from "../shopware.fixture.ts";

const SOLD = {
  cover: { associations: { media: {} } },
  visibilities: { associations: { salesChannel: {} } },
  options: { associations: { group: {} } },
};
const ALL = {
  ...SOLD,
  translations: { associations: { language: { associations: { locale: {} } } } },
  children: { associations: SOLD },
};
const roots = { filter: [{ type: "equals", field: "parentId", value: null }] };

test("the catalogue has all that was sold, in the shape that Shopware describes, variants below their product", async () => {
  const { ask, shop } = await filledShop();
  const { body } = await ask(
    "/api/search/product",
    { ...roots, associations: ALL },
    { headers: { "sw-inheritance": "1" } },
  );
  const { problems, seen } = problemsOf(body.data, adminApiShapes());
  expect(problems).toEqual([]);
  for (const name of [
    "Product",
    "ProductMedia",
    "Media",
    "ProductVisibility",
    "PropertyGroupOption",
    "PropertyGroup",
  ]) {
    expect(seen).toContain(name);
  }
  const variants = body.data.flatMap(({ children }: { children: { id: string }[] }) => children);
  expect(body.data.length + variants.length).toBe(shop.shelf.all().length);
  const sold = shop.orders().flatMap(({ booked }) => booked.lines.flatMap((line) => soldId(line) ?? []));
  const ids = new Set([...body.data, ...variants].map(({ id }: { id: string }) => id));
  expect(sold.filter((id) => !ids.has(id))).toEqual([]);
});

test("a variant shows what it has from its product only where inheritance is asked for", async () => {
  const { ask, shop } = await filledShop();
  const variant = shop.shelf.all().find(({ parentId }) => parentId !== null);
  const read = async (inheritance: string) =>
    (await ask("/api/search/product", { ids: [variant?.id] }, { headers: { "sw-inheritance": inheritance } })).body
      .data[0];
  expect(await read("0")).toMatchObject({ name: null, price: null, active: null });
  expect(await read("1")).toMatchObject({ name: variant?.line.title, active: true });
});

test("pages go by the number of the row, and each product is on one of them", async () => {
  const { ask, shop } = await filledShop();
  const seen: string[] = [];
  for (let after = 0, more = true; more; ) {
    const filter = [...roots.filter, { type: "range", field: "autoIncrement", parameters: { gt: after } }];
    const sort = [{ field: "autoIncrement", order: "ASC" }];
    const { data } = (await ask("/api/search/product", { limit: 150, filter, sort })).body;
    seen.push(...data.map(({ id }: { id: string }) => id));
    after = data.at(-1)?.autoIncrement ?? after;
    more = data.length === 150;
  }
  const expected = shop.shelf.all().flatMap(({ id, parentId }) => (parentId === null ? [id] : []));
  expect(seen).toEqual(expected);
});

test("what the merchant changes is there at once, and the app hears which product it was", async () => {
  const { ask, shop, app } = await filledShop();
  const variant = shop.shelf.all().find(({ parentId }) => parentId !== null);
  if (variant?.parentId == null) throw new Error("no variant was sold");
  const { id, parentId } = variant;
  await shop.send(shop.shelf.change(id, { price: 1234, active: false }));
  const { data } = (await ask("/api/search/product", { ids: [id] }, { headers: { "sw-inheritance": "1" } })).body;
  expect(data[0]).toMatchObject({ active: false, price: [{ gross: 12.34 }] });
  await shop.send(shop.shelf.remove(parentId));
  expect((await ask("/api/search/product", { ids: [id, parentId] })).body.data).toEqual([]);
  const told = (event: string) => app.hooks(event).map(({ body }) => JSON.parse(body).data.payload);
  expect(told("product.written")).toMatchObject([[{ entity: "product", operation: "update", primaryKey: id }]]);
  expect(told("product.deleted")[0]).toEqual(
    expect.arrayContaining(
      [parentId, id].map((primaryKey) => ({ entity: "product", operation: "delete", primaryKey })),
    ),
  );
});
