import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What a file tells Shopify: without comments, empty lines and the app's identity. */
function told(file: string): string[] {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
  return text.split("\n").filter((line) => !/^\s*(#|$)|^(client_id|name) = /.test(line));
}
const identity = (file: string) =>
  readFileSync(new URL(`../${file}`, import.meta.url), "utf8").match(/^(client_id|name) = .*$/gm);

test("the custom app is the public one under another name", () => {
  expect(told("shopify.app.custom.toml")).toEqual(told("shopify.app.toml"));
  expect(told("shopify.app.toml").length).toBeGreaterThan(20);
  expect(identity("shopify.app.custom.toml")).not.toEqual(identity("shopify.app.toml"));
});
