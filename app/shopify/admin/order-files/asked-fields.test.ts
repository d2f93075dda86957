import { parse } from "graphql";
import { describe, expect, test } from "vitest";
import { NotWhole } from "../not-whole.ts";
import { asAsked, askedOfNodes } from "./asked-fields.ts";

const ASKED = askedOfNodes(
  parse(`
    fragment Price on Money { amount currency }
    fragment Fields on Thing { id price { ...Price } tags { text } value { __typename ... on Share { percent } ... on Money { ...Price } } }
    query Things($ids: [ID!]!) { nodes(ids: $ids) { ... on Thing { ...Fields } } }
  `),
);
const MONEY = { amount: "1.0", currency: "EUR" };
const THING = {
  id: "1",
  price: MONEY,
  tags: [{ text: "b" }, { text: "a" }],
  value: { __typename: "Share", percent: 10 },
};

describe("what was asked for", () => {
  test("comes in the order of the asking, whatever the order of the answer, and with nothing beside it", () => {
    const answered = {
      __parentId: "2",
      value: { percent: 10, __typename: "Share" },
      tags: [
        { id: "7", text: "b" },
        { text: "a", id: "8" },
      ],
      price: { currency: "EUR", amount: "1.0" },
      id: "1",
    };
    expect(JSON.stringify(asAsked(ASKED, answered))).toBe(JSON.stringify(THING));
  });

  test("may be null or empty, and is asked of a thing by its type", () => {
    const other = { ...THING, price: null, tags: [], value: { __typename: "Money", ...MONEY } };
    expect(JSON.stringify(asAsked(ASKED, other))).toBe(JSON.stringify(other));
    expect(asAsked(ASKED, { ...THING, value: { __typename: "Gift", text: "x" } })).toEqual({
      ...THING,
      value: { __typename: "Gift" },
    });
  });

  test.each([
    ["a field", { ...THING, id: undefined }],
    ["a field of a field", { ...THING, price: { amount: "1.0" } }],
    ["a field of one in a list", { ...THING, tags: [{ text: "a" }, {}] }],
    ["a field of its type", { ...THING, value: { __typename: "Share" } }],
    ["the fields of a plain value", { ...THING, price: "1.0" }],
    ["everything", "a text"],
  ])("is not whole without %s", (_what, answered) => {
    expect(() => asAsked(ASKED, answered)).toThrow(NotWhole);
  });
});
