import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readOptions } from "./read-options.ts";
import { caseFiles, writeCapture } from "./shopware/small-capture.fixture.ts";
import { suiteFor } from "./suite-for.ts";

const dir = mkdtempSync(join(tmpdir(), "karla-suite-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("a folder says itself whether it holds bodies or the steps of a capture", () => {
  writeFileSync(join(dir, "index.json"), `[{"file":"index.json","topic":"order.written","feed_as":"order.written"}]`);
  expect(suiteFor({ dir, platform: null }).size).toBe(1);
  writeFileSync(join(dir, "index.json"), "[]");
  expect(suiteFor({ dir, platform: null }).size).toBe(0);
  writeCapture(dir, [caseFiles("one")]);
  expect(suiteFor({ dir, platform: null }).size).toBe(3);
});

test("the platform may be named, and has to be one that there is", () => {
  expect(readOptions(["x"])).toMatchObject({ dir: "x", platform: null });
  expect(readOptions(["x", "--platform", "shopware"])).toMatchObject({ platform: "shopware" });
  expect(() => readOptions(["x", "--platform", "magento"])).toThrow("--platform takes one of: shopify, shopware");
});
