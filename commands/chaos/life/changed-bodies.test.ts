import { describe, expect, test } from "vitest";
import { lifeOfOrder } from "../shop/life-of-order.ts";
import { changedBody, HARMLESS, UNUSABLE } from "./changed-bodies.ts";

const life = lifeOfOrder({ seed: 7, number: 1001, shopDomain: "a.myshopify.com", happens: ["fulfil"] });
const body = life.webhooks.at(-1)?.body ?? "";

describe("a body of another version of the API", () => {
  test.each([...HARMLESS, ...UNUSABLE])("is another one by $name", (change) => {
    expect(JSON.parse(changedBody(body, change))).not.toEqual(JSON.parse(body));
  });

  test("has nothing of a currency left where there is none", () => {
    const without = UNUSABLE.find(({ name }) => name === "no currency anywhere");
    if (without === undefined) throw new Error("no such change");
    expect(changedBody(body, without)).not.toMatch(/"(currency|currency_code|presentment_currency)":/);
  });
});
