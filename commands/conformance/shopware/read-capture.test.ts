import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { isCapture, readCapture } from "./read-capture.ts";
import { caseFiles, ORDER_ID, writeCapture } from "./small-capture.fixture.ts";

const dir = mkdtempSync(join(tmpdir(), "karla-capture-"));
afterEach(() => rmSync(join(dir, "index.json"), { force: true }));

test("a capture is read case by case, step by step, its amounts to the last digit", () => {
  writeCapture(dir, [caseFiles("one")]);
  expect(isCapture(dir)).toBe(true);
  const { cases, from, to, files } = readCapture(dir);
  expect(cases.map(({ name, orderId }) => [name, orderId])).toEqual([["one", ORDER_ID]]);
  const [placed, tracked, shipped] = cases[0]?.steps ?? [];
  expect(placed?.requests.map(({ event }) => event)).toEqual(["order.written"]);
  expect(placed?.order?.fields.shippingTotal).toBe("4.99");
  expect(placed?.plugin[0]).toMatchObject({ order: { sub_total_price: "89.69999999999999" } });
  expect([tracked?.requests, tracked?.order?.answer.id]).toEqual([[], ORDER_ID]);
  expect(JSON.parse(shipped?.requests[0]?.body ?? "").source.shopId).toBe("theirs");
  expect([from, to].map((at) => new Date(at).toISOString())).toEqual([
    "2026-03-01T10:00:00.250Z",
    "2026-03-01T10:00:30.250Z",
  ]);
  expect(files).toHaveLength(8);
});

test("a list of bodies is none", () => {
  writeFileSync(join(dir, "index.json"), `[{"file":"a.json","topic":"orders/create","feed_as":"orders/create"}]`);
  expect(isCapture(dir)).toBe(false);
});

test("what is missing, outside of the folder, or about another order is refused with a sentence", () => {
  const write = (change: (text: string) => string) => {
    const { entry, files } = caseFiles("one");
    writeCapture(dir, [{ entry: JSON.parse(change(JSON.stringify(entry))), files }]);
  };
  write((text) => text.replace("plugin/one.1-placed.0.json", "../secret.json"));
  expect(() => readCapture(dir)).toThrow("../secret.json is outside of the folder.");
  write((text) => text.replace("plugin/one.1-placed.0.json", "plugin/none.json"));
  expect(() => readCapture(dir)).toThrow("plugin/none.json cannot be read");
  write((text) => text.replace(`"order_id":"${ORDER_ID}"`, `"order_id":"${"0".repeat(32)}"`));
  expect(() => readCapture(dir)).toThrow("does not hold order");
  write((text) => text.replace('"plugin":', '"plugins":'));
  expect(() => readCapture(dir)).toThrow("index.json is no list of {case, order_id, order_number, steps}");
});
