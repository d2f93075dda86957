import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_DEPTH, MAX_KEYS, MAX_VALUES } from "./measure-json.ts";
import { type JsonValue, printJsonAt, readJson } from "./read-json.ts";

function read(text: string): JsonValue {
  const result = readJson(Buffer.from(text));
  if (result.outcome === "unreadable") throw new Error(result.why);
  return result.value;
}

const why = (bytes: Buffer) => readJson(bytes);
const digits = (min: number, max: number) =>
  fc.stringMatching(new RegExp(`^[1-9][0-9]{${min},${max}}$`)).filter((text) => text.length > min);

describe("readJson", () => {
  test("an id of any length keeps all its digits", () => {
    fc.assert(
      fc.property(digits(0, 60), (id) => {
        expect(read(`{"id":${id}}`)).toEqual({ id });
      }),
    );
  });

  test("an amount keeps its digits, end zeros included", () => {
    fc.assert(
      fc.property(digits(0, 30), digits(0, 30), fc.boolean(), (whole, fraction, negative) => {
        const amount = `${negative ? "-" : ""}${whole}.${fraction}00`;
        expect(read(`[${amount}]`)).toEqual([amount]);
      }),
    );
  });

  test("a number no float can hold stays as written", () => {
    expect(read('{"a":1e400,"b":-0,"c":398.00,"d":9007199254740993}')).toEqual({
      a: "1e400",
      b: "-0",
      c: "398.00",
      d: "9007199254740993",
    });
  });

  test("any JSON comes back as it was, its numbers as text", () => {
    const asText = (value: unknown): unknown => {
      if (typeof value === "number") return JSON.stringify(value);
      if (Array.isArray(value)) return value.map(asText);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asText(member)]));
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const sent: unknown = JSON.parse(JSON.stringify(value));
        expect(read(JSON.stringify(value))).toEqual(asText(sent));
      }),
    );
  });

  test("of a key that comes twice the last one counts", () => {
    expect(read('{"id":1,"x":{"id":3.10},"id":2.50}')).toEqual({ id: "2.50", x: { id: "3.10" } });
  });

  test("a key named __proto__ or constructor changes no prototype", () => {
    const value = read('{"__proto__":{"admin":true},"a":{}}');
    expect(Object.keys(Object(value))).toEqual(["__proto__", "a"]);
    expect(Reflect.get({}, "admin")).toBeUndefined();
    expect(Reflect.get(Object(read("{}")), "constructor")).toBeUndefined();
  });

  test("a byte order mark in front is allowed, a second one is not", () => {
    expect(readJson(Buffer.from("\ufeff{}")).outcome).toBe("value");
    expect(readJson(Buffer.from("\ufeff\ufeff{}")).outcome).toBe("unreadable");
  });

  test("bytes that are not UTF-8 are unreadable, never repaired", () => {
    expect(why(Buffer.from('{"a":"\xff"}', "latin1"))).toEqual({ outcome: "unreadable", why: "not UTF-8" });
    expect(why(Buffer.from('{"a":1}', "utf16le")).outcome).toBe("unreadable");
  });

  test.each(["", " ", "{", "{'a':1}", '{"a":1,}', "// c\n{}", "NaN", "{}{}", '{"a":1}\n{"a":2}', "a.b"])(
    "%j is unreadable",
    (text) => {
      expect(why(Buffer.from(text)).outcome).toBe("unreadable");
    },
  );

  test(`${MAX_DEPTH} levels are read, one more is not`, () => {
    const nested = (depth: number) => Buffer.from("[".repeat(depth) + "]".repeat(depth));
    expect(readJson(nested(MAX_DEPTH)).outcome).toBe("value");
    expect(readJson(nested(MAX_DEPTH + 1)).outcome).toBe("unreadable");
    expect(readJson(nested(1_000_000)).outcome).toBe("unreadable");
  });

  test("ten thousand lines of thirteen fields each are read", () => {
    const line = `{${Array.from({ length: 13 }, (_, key) => `"${key}":0`)}}`;
    expect(readJson(Buffer.from(`[${Array.from({ length: 10_000 }, () => line)}]`)).outcome).toBe("value");
  });

  test(`${MAX_KEYS} keys of one object are read, one more is not`, () => {
    const wide = (keys: number) => Buffer.from(`{${Array.from({ length: keys }, (_, key) => `"${key}":0`)}}`);
    expect(readJson(wide(MAX_KEYS)).outcome).toBe("value");
    expect(readJson(wide(MAX_KEYS + 1)).outcome).toBe("unreadable");
    expect(readJson(Buffer.from(`[${"0,".repeat(MAX_VALUES)}0]`)).outcome).toBe("unreadable");
  });

  test("brackets and colons inside strings count for nothing", () => {
    const text = `${"[{:,".repeat(MAX_KEYS)}\\"\\\\`;
    expect(readJson(Buffer.from(`{"a":"${text}"}`)).outcome).toBe("value");
  });

  test("it never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readJson(Buffer.from(bytes));
      }),
    );
    const pieces = fc.constantFrom("{", "}", "[", "]", '"', "\\", ":", ",", "1", "1e", "null", "\u0000", "é", "\\u00");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        readJson(Buffer.from(parts.join("")));
      }),
    );
  });
});

describe("printJsonAt", () => {
  test("a part is printed compactly, with its numbers as written", () => {
    const bytes = Buffer.from('\ufeff{ "a" : [ 0, {"size": 3.50, "id": 820982911946154508, "t": "x"} ] }');
    expect(printJsonAt(bytes, ["a", 1])).toBe('{"size":3.50,"id":820982911946154508,"t":"x"}');
  });

  test("what is not there is null", () => {
    expect(printJsonAt(Buffer.from('{"a":[]}'), ["a", 1, "b"])).toBe("null");
    expect(printJsonAt(Buffer.from("{}"), ["constructor"])).toBe("null");
  });
});
