import { describe, expect, test } from "vitest";
import { made } from "./mapping.fixture.ts";

describe("default", () => {
  const step = { do: "default", value: "none" };
  test.each([
    [null, "none"],
    ["  ", "none"],
    ["x", "x"],
  ])("of %j makes %j", (said, value) => expect(made(said, step)).toBe(value));
});

describe("lookup", () => {
  const table = { Ja: "yes", nein: "no", __proto__: "never" };
  test.each([
    [" JA ", "keep", "yes"],
    ["vielleicht", "keep", "vielleicht"],
    ["vielleicht", "empty", null],
    ["vielleicht", "issue", "issue: not_in_table"],
    ["constructor", "empty", null],
    [null, "issue", null],
  ])("finds %j, otherwise %s: %j", (said, otherwise, value) =>
    expect(made(said, { do: "lookup", table, otherwise })).toBe(value),
  );
});

describe("texts", () => {
  test.each([
    ["upper", "größe", "GRÖSSE"],
    ["lower", "GRÖßE", "größe"],
    ["title", "SANTA maria-luísa", "Santa Maria-Luísa"],
    ["sentence", "ÜBER den Wolken", "Über den wolken"],
  ])("in %s case", (to, said, value) => expect(made(said, { do: "case", to })).toBe(value));

  test("are trimmed at both ends", () => expect(made(" \n a b\t", { do: "trim" })).toBe("a b"));

  test("have every occurrence replaced, and none of it is a pattern", () =>
    expect(made("a.b.c$&", { do: "replace", find: ".", with: "$&" })).toBe("a$&b$&c$&"));

  test.each([
    ["Größe XL", "groesse-xl"],
    ["  --Crème brûlée!-- ", "creme-brulee"],
    ["日本", null],
  ])("%j as a slug is %j", (said, value) =>
    expect(
      made(
        said,
        { do: "slug" },
        {
          do: "condition",
          if: { match: "all", checks: [{ source: { from: "value" }, test: { is: "empty" } }] },
          yes: { use: "nothing" },
          no: { use: "value" },
        },
      ),
    ).toBe(value),
  );

  test("are hashed with their salt", () =>
    // printf 'sausage' | sha256sum
    expect(made("usage", { do: "hash", salt: "sa" })).toBe(
      "30caae2fcb7c34ecadfddc45e0a27e9103bd7cfc87730d7818cc096b1266a683",
    ));

  test("take another source before or after them, where there is one", () => {
    const other = { from: "field", field: "order.number" };
    expect(made("No", { do: "concat", with: other, place: "after", between: " " })).toBe("No 1001");
    expect(made("No", { do: "concat", with: other, place: "before", between: "/" })).toBe("1001/No");
    expect(
      made("No", { do: "concat", with: { from: "field", field: "order.note" }, place: "after", between: " " }),
    ).toBe("No");
  });
});

describe("lists", () => {
  const split = { do: "split", by: "," };
  test.each([
    ["first", "a"],
    ["last", "c"],
  ])("%s of what was split", (which, value) => expect(made(" a ,, b,c", split, { do: "pick", which })).toBe(value));

  test("the nth, counted from one; nothing behind the end", () => {
    expect(made("a,b", split, { do: "pick_nth", nth: 2 })).toBe("b");
    expect(made("a,b", split, { do: "pick_nth", nth: 3 })).toBe(null);
  });

  test("are filtered, changed item by item, and joined", () =>
    expect(
      made(
        "gift:ja,wrap,gift:nein",
        split,
        { do: "filter", test: { is: "starts_with", value: "GIFT:" } },
        {
          do: "each",
          transforms: [
            { do: "replace", find: "gift:", with: "" },
            { do: "case", to: "upper" },
          ],
        },
        { do: "join", with: "+" },
      ),
    ).toBe("JA+NEIN"));

  test("an issue of an item says at which step of it", () =>
    expect(made("1,x", split, { do: "each", transforms: [{ do: "number" }] }, { do: "join", with: "" })).toBe(
      "issue: not_a_number",
    ));
});

describe("numbers and money", () => {
  test.each([
    ["1.234,50", ",", null, "1234.50"],
    ["1,234.5", ".", 0, "1235"],
    ["-2,345", ",", 2, "-2.35"],
    ["0,004", ",", 2, "0.00"],
    ["+ 12 345", ".", null, "12345"],
    [".5", ".", 1, "0.5"],
    ["12 Stück", ".", null, "issue: not_a_number"],
    ["", ".", null, "issue: not_a_number"],
    ["123456789012345678901234567890.5", ".", 0, "123456789012345678901234567891"],
  ])("%j with decimal mark %s and %j decimals is %j", (said, decimalMark, decimals, value) =>
    expect(made(said, { do: "number", decimalMark, decimals })).toBe(value),
  );

  test("a number becomes an amount of the order's currency, and no other currency's", () => {
    expect(made("12,5", { do: "number", decimalMark: "," }, { do: "money", currency: "order" })).toBe("12.5 EUR");
    expect(made("1", { do: "money", currency: "EUR" }, { do: "money", currency: "CHF" })).toBe(
      "issue: mixed_currencies",
    );
  });
});

describe("dates", () => {
  test.each([
    ["2026-03-01T23:30:00Z", "iso", "date_de", "02.03.2026"],
    ["2026-07-01T12:00:00+02:00", "iso", "time", "12:00"],
    ["2026-03-01", "iso", "iso", "2026-03-01T00:00:00+01:00"],
    ["2026-07-01 08:05", "iso", "iso", "2026-07-01T08:05:00+02:00"],
    ["1.3.2026", "d.m.y", "date", "2026-03-01"],
    ["3/1/2026", "m/d/y", "date_us", "03/01/2026"],
    ["1772321400", "unix", "date_time", "2026-03-01 00:30"],
    ["31.02.2026", "d.m.y", "date", "issue: not_a_date"],
    ["2026-13-01", "iso", "date", "issue: not_a_date"],
    ["morgen", "iso", "date", "issue: not_a_date"],
  ])("%j read as %s and shown as %s in Berlin is %j", (said, read, show, value) =>
    expect(made(said, { do: "date", read, zone: "Europe/Berlin", show })).toBe(value),
  );
});

describe("patterns", () => {
  test.each([
    ["order-4711-x", "match", "order-4711"],
    ["order-4711-x", 1, "order"],
    ["order-4711-x", 2, "4711"],
    ["nothing here", "match", null],
  ])("%j take %j: %j", (said, take, value) =>
    expect(made(said, { do: "regex", pattern: "([a-z]+)-(\\d+)", take })).toBe(value),
  );

  test("replace every match, with groups and dollars; a group that is none is empty", () =>
    expect(made("a1 b2", { do: "regex_replace", pattern: "([a-z])(\\d)", with: "$2$1$$$9" })).toBe("1a$ 2b$"));

  test("that would take V8 seconds take no time at all", () => {
    const evil = `${"a".repeat(28)}!`;
    for (const pattern of ["(a+)+$", "(.*a){25}", "^(([a-z])+.)+[A-Z]([a-z])+$"]) {
      expect(made(evil, { do: "regex", pattern, take: "match" })).toSatisfy(
        (value) => value === null || value.startsWith("a"),
      );
    }
  });
});
