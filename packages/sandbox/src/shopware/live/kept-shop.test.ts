import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { keepShop, readKeptShop, readOrBeginShop } from "./kept-shop.ts";

const folder = mkdtempSync(join(tmpdir(), "kept-shop-"));
afterAll(() => rmSync(folder, { recursive: true }));
const BEGUN = { shopId: "abc", secrets: [], past: { seed: 1, startedAt: 2 } };

describe("what a shop keeps", () => {
  it("is begun once, and only its owner can read it", () => {
    const file = join(folder, "shop.json");
    expect(readOrBeginShop(file, () => BEGUN)).toEqual(BEGUN);
    keepShop(file, { ...BEGUN, secrets: ["s"] });
    expect(readOrBeginShop(file, () => ({ ...BEGUN, shopId: "another" }))).toEqual({ ...BEGUN, secrets: ["s"] });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it("is not made up where the file is another thing", () => {
    const file = join(folder, "wrong.json");
    writeFileSync(file, '{"shopId":""}');
    expect(() => readKeptShop(file)).toThrow();
    expect(() => readOrBeginShop(file, () => BEGUN)).toThrow();
  });
});
