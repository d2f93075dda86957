import { beforeEach, describe, expect, test } from "vitest";
import { createMemoryMappings } from "../../../../test/fakes/memory-mappings.ts";
import { shopIdOf } from "../ids.ts";
import type { MappingDocument } from "../mapping/document.ts";
import { MAX_DOCUMENT_BYTES } from "../mapping/limits.ts";
import { documentOf, PROPERTY } from "../mapping/mapping.fixture.ts";
import { sampleOrder, sampleSnapshot } from "../order/sample-order.fixture.ts";
import { OrderSettings } from "../order/settings.ts";
import type { OrderSample } from "../pipeline/order-samples.ts";
import { createMappingDesk } from "./create-mapping-desk.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const BY = "user:1";
const wrap = (id: string, value: string): OrderSample => ({
  name: `#${id}`,
  order: {
    ...sampleOrder({}, { id }),
    snapshot: sampleSnapshot({ noteAttributes: [{ name: "wrap", value }], number: id, name: `#${id}` }),
  },
});
const orders = [wrap("1", "blue"), wrap("2", "red"), wrap("3", "green")];
const note = { from: "note_attribute", name: "wrap" };
const table = (entries: Record<string, string>) => ({ do: "lookup", table: entries, otherwise: "issue" });
const WRAP = { id: "wrap", label: "Wrap", source: note, target: { path: PROPERTY, name: "wrapping" } };
const whole = documentOf({ ...WRAP, transforms: [table({ blue: "B", red: "R", green: "G" })] });
const failing = documentOf({ ...WRAP, transforms: [table({ blue: "B", red: "R" })] });
const written = (document: MappingDocument) => JSON.stringify(document);

function open() {
  const mappings = createMemoryMappings();
  const again: string[][] = [];
  const desk = createMappingDesk({
    mappings,
    samples: {
      async *newest(_, limit) {
        yield* orders.slice(0, limit);
      },
      names: async (_, limit) => orders.slice(0, limit).map(({ name, order }) => ({ id: order.id, name })),
      find: async (shopId, id) => (shopId === SHOP && orders.find(({ order }) => order.id === id)) || null,
    },
    shops: {
      viewNow: async (shopId) => ({
        settings: OrderSettings.parse({}),
        segmentPrefix: "Shopify",
        connection: null,
        coreSync: "free",
        mapping: await mappings.published(shopId),
        readsOrders: true,
        readsApart: true,
      }),
    },
    oweAgain: { orders: async (_, ids) => again.push([...ids]) && ids.length },
    platform: "shopify",
    pause: async () => {},
  });
  return { desk, mappings, again };
}

let at: ReturnType<typeof open>;
beforeEach(() => {
  at = open();
});
const save = async (document: MappingDocument, revision = 0) => at.desk.save(SHOP, written(document), revision, BY);

describe("the overview", () => {
  test("lists what orders carry, what can be read and written, and orders to look at", async () => {
    const { discovered, lookedAt, fields, targets, samples, published } = await at.desk.overview(SHOP);
    expect(discovered.map(({ source }) => source)).toContainEqual(note);
    expect([lookedAt, published]).toEqual([3, null]);
    expect(fields).toContainEqual({ field: "line.sku", type: "text", scope: "line" });
    expect(targets.map(({ path }) => path)).toContain(PROPERTY);
    expect(targets.map(({ path }) => path)).not.toContain("order.external_id");
    expect(samples[0]).toEqual({ id: "1", name: "#1" });
  });
});

describe("the preview", () => {
  test("shows type and value after each step, on the order that was chosen", async () => {
    const preview = await at.desk.preview(SHOP, written(whole), "2");
    expect(preview).toMatchObject({
      findings: [],
      order: { id: "2", name: "#2" },
      rules: [
        {
          rule: "wrap",
          types: ["text", "text"],
          runs: [
            {
              of: null,
              steps: [
                { value: "red", issue: null },
                { value: "R", issue: null },
              ],
              result: "value",
            },
          ],
        },
      ],
    });
  });

  test("says at which step an order fails", async () => {
    const preview = await at.desk.preview(SHOP, written(failing), "3");
    const issue = { code: "not_in_table", path: "transforms.0", value: "green" };
    expect(preview).toMatchObject({
      rules: [{ runs: [{ steps: [{ value: "green" }, { value: null, issue }], result: issue }] }],
    });
  });

  test("goes on with the other rules while one is unfinished, and names that one", async () => {
    const unfinished = { ...whole.rules[0], id: "new", target: { path: "" } };
    const document = JSON.stringify({ ...whole, rules: [unfinished, ...whole.rules] });
    expect(await at.desk.preview(SHOP, document, null)).toMatchObject({
      findings: [{ rule: "new", code: "incomplete", path: "target" }],
      rules: [{ rule: "wrap" }],
    });
  });

  test("shows a line's values by the article's name, and an order of another shop not at all", async () => {
    const document = documentOf({
      source: { from: "field", field: "line.sku" },
      target: { path: "order.products[].size" },
    });
    const preview = await at.desk.preview(SHOP, written(document), "1");
    expect(preview).toMatchObject({ rules: [{ types: ["text"], runs: [{ of: "Teapot" }] }] });
    const other = await at.desk.preview(shopIdOf("shopify", "b.myshopify.com"), written(whole), "1");
    expect(other).toMatchObject({ order: null, rules: [{ types: ["text", "text"], runs: [] }] });
  });
});

describe("saving", () => {
  test("of two tabs the second is told, and changes nothing", async () => {
    expect(await save(whole)).toEqual({ outcome: "saved", revision: 1 });
    expect(await save(failing)).toEqual({ outcome: "stale", revision: 1 });
    expect((await at.mappings.draft(SHOP)).document).toEqual(whole);
  });

  test.each([
    ["a document of a newer version", JSON.stringify({ schemaVersion: 2, rules: [] }), "newer_version"],
    ["what is no JSON", "{", "not_json"],
    ["what is no mapping", "[]", "not_a_mapping"],
    ["what is too large", " ".repeat(MAX_DOCUMENT_BYTES + 1), "too_large"],
  ])("%s is refused by name", async (_, text, code) => {
    expect(await at.desk.save(SHOP, text, 0, BY)).toMatchObject({ outcome: "refused", code });
    expect((await at.mappings.draft(SHOP)).revision).toBe(0);
  });

  test("what cannot run is refused rule by rule", async () => {
    const protectedField = documentOf({ source: note, target: { path: "order.external_id" } });
    expect(await save(protectedField)).toMatchObject({
      outcome: "findings",
      findings: [{ rule: "rule-1", code: "target_protected", path: "target" }],
    });
  });
});

describe("trying and publishing", () => {
  test("a trial says of each order what changes, those that fail first", async () => {
    const answer = await at.desk.try(SHOP, written(failing), 50);
    expect(answer).toMatchObject({
      outcome: "tried",
      trial: { orders: 3, counts: { unchanged: 0, changed: 2, newly_failing: 1, newly_fixed: 0 } },
    });
    const shown = answer.outcome === "tried" ? answer.trial.shown : [];
    expect(shown[0]).toMatchObject({ name: "#3", verdict: "newly_failing", issues: [{ code: "not_in_table" }] });
    expect(shown[1]?.differences).toEqual([
      { path: 'order.order_analytics.note_attributes["wrapping"]', before: null, after: '"B"' },
    ]);
  });

  test("where orders would newly fail it is published only when that is confirmed", async () => {
    await save(failing);
    const wish = { revision: 1, confirmed: false, by: BY };
    expect(await at.desk.publish(SHOP, wish)).toMatchObject({
      outcome: "would_fail",
      trial: { counts: { newly_failing: 1 } },
    });
    expect(await at.mappings.published(SHOP)).toBeNull();
    expect(await at.desk.publish(SHOP, { ...wish, confirmed: true })).toEqual({
      outcome: "published",
      version: 1,
      changed: 2,
    });
  });

  test("what was saved in between is not published unseen", async () => {
    await save(whole);
    await save(failing, 1);
    expect(await at.desk.publish(SHOP, { revision: 1, confirmed: true, by: BY })).toEqual({
      outcome: "stale",
      revision: 2,
    });
  });

  test("only orders whose payload the version changed are sent again", async () => {
    await save(failing);
    await at.desk.publish(SHOP, { revision: 1, confirmed: true, by: BY });
    expect(await at.desk.sendAgain(SHOP, 1)).toEqual({ outcome: "sent_again", orders: 2 });
    expect(at.again).toEqual([["1", "2"]]);
    await save(whole, 1);
    await at.desk.publish(SHOP, { revision: 2, confirmed: false, by: BY });
    expect(await at.desk.sendAgain(SHOP, 2)).toEqual({ outcome: "sent_again", orders: 1 });
    expect(at.again[1]).toEqual(["3"]);
    expect(await at.desk.sendAgain(SHOP, 1)).toEqual({ outcome: "no_such_version" });
  });

  test("an earlier version is put back as a new one, and versions can be compared", async () => {
    await save(whole);
    await at.desk.publish(SHOP, { revision: 1, confirmed: false, by: BY });
    await save(failing, 1);
    await at.desk.publish(SHOP, { revision: 2, confirmed: true, by: BY });
    expect(await at.desk.restore(SHOP, 1, BY)).toEqual({ outcome: "restored", version: 3, changed: 1 });
    expect(await at.desk.compare(SHOP, 1, 2)).toMatchObject({ differences: [{ rule: "wrap", parts: ["transforms"] }] });
    expect(await at.desk.compare(SHOP, 0, 1)).toMatchObject({ differences: [{ rule: "wrap", change: "added" }] });
    expect(await at.desk.restore(SHOP, 99, BY)).toEqual({ outcome: "no_such_version" });
  });
});

test("a file is read and not taken over; what has no meaning here is said", async () => {
  const document = documentOf({ source: { from: "custom_field", owner: "order", name: "gift", type: "text" } });
  expect(at.desk.readFile(written(document))).toEqual({
    outcome: "read_file",
    document,
    elsewhere: [{ rule: "rule-1", path: "source", from: "custom_field" }],
    findings: [],
  });
  expect((await at.mappings.draft(SHOP)).revision).toBe(0);
  expect(at.desk.readFile("[1]")).toMatchObject({ outcome: "refused" });
});
