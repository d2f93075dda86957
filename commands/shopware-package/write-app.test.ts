import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeApp } from "./write-app.ts";

const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text) });
let out = "";

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "write-app-"));
});

afterEach(() => rmSync(out, { recursive: true, force: true }));

describe("the app that is written", () => {
  it("replaces the one that was written before, files that are gone included", () => {
    writeApp(out, "Karla", [file("manifest.xml", "old"), file("Resources/old.twig", "old")]);
    const { folder, zip } = writeApp(out, "Karla", [file("manifest.xml", "new")]);
    expect(readFileSync(join(folder, "manifest.xml"), "utf8")).toBe("new");
    expect(existsSync(join(folder, "Resources"))).toBe(false);
    expect(readFileSync(zip).includes("Karla/manifest.xml")).toBe(true);
  });

  it("takes a folder that does not exist yet, or is empty", () => {
    mkdirSync(join(out, "Karla"));
    writeApp(out, "Karla", [file("manifest.xml", "a")]);
    const { zip } = writeApp(join(out, "not", "yet"), "Karla", [file("manifest.xml", "a")]);
    expect(existsSync(zip)).toBe(true);
  });

  it("leaves a folder alone that is no app", () => {
    mkdirSync(join(out, "Karla"));
    writeFileSync(join(out, "Karla", "letter.txt"), "dear");
    expect(() => writeApp(out, "Karla", [file("manifest.xml", "a")])).toThrow("no Shopware app");
    expect(readFileSync(join(out, "Karla", "letter.txt"), "utf8")).toBe("dear");
    expect(existsSync(join(out, "Karla.zip"))).toBe(false);
  });
});
