import { describe, expect, it } from "vitest";
import { fillApp } from "./fill-app.ts";
import { readAppSource } from "./read-app-source.ts";

const VALUES = {
  url: "https://b.example/a'b",
  secret: `<&>"'${"x".repeat(32)}`,
  name: "KarlaDelivery",
  version: "1.0.0",
};
const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text) });
const filled = (path: string, text: string) => fillApp([file(path, text)], VALUES)[0]?.bytes.toString("utf8");

describe("the app that is filled in", () => {
  it("has its values escaped where they stand in XML", () => {
    expect(filled("a.xml", '<a url="__APP_URL__/x">__APP_SECRET__ __APP_NAME__ __APP_VERSION__</a>')).toBe(
      `<a url="https://b.example/a&apos;b/x">&lt;&amp;&gt;&quot;&apos;${"x".repeat(32)} KarlaDelivery 1.0.0</a>`,
    );
  });

  it("has its name in templates, and nothing that would need escaping", () => {
    expect(filled("a.twig", "@__APP_NAME__/storefront")).toBe("@KarlaDelivery/storefront");
    for (const placeholder of ["__APP_SECRET__", "__APP_URL__", "__APP_VERSION__"]) {
      expect(() => filled("a.twig", placeholder)).toThrow("a.twig may hold");
      expect(() => filled("a.json", placeholder)).toThrow("a.json may hold");
    }
  });

  it("is refused with a placeholder that nothing fills in", () => {
    expect(() => filled("a.xml", "__APP_HOST__")).toThrow("__APP_HOST__");
  });

  it("keeps pictures as they are", () => {
    const picture = { path: "a.png", bytes: Buffer.from([0x89, 0xff, 0x00, 0xc3]) };
    expect(fillApp([picture], VALUES)).toEqual([picture]);
  });

  it("comes in the same order whichever order it is read in", () => {
    const files = [file("b", ""), file("B", ""), file("a/b", ""), file("a", "")];
    const paths = (list: typeof files) => fillApp(list, VALUES).map(({ path }) => path);
    expect(paths(files)).toEqual(["B", "a", "a/b", "b"]);
    expect(paths(files.toReversed())).toEqual(paths(files));
  });

  it("has no placeholder left in it, and its secret in the manifest alone", () => {
    const secret = "s".repeat(40);
    const app = fillApp(readAppSource(), { ...VALUES, secret });
    expect(app.filter(({ bytes }) => bytes.includes("__APP_")).map(({ path }) => path)).toEqual([]);
    expect(app.filter(({ bytes }) => bytes.includes(secret)).map(({ path }) => path)).toEqual(["manifest.xml"]);
  });
});
