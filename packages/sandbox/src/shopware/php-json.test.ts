import { describe, expect, it } from "vitest";
import { phpJson } from "./php-json.ts";

describe("JSON as PHP prints it", () => {
  it("escapes slashes and everything beyond ASCII, emoji as two halves", () => {
    expect(phpJson({ url: "https://müller.example/a", gift: "🎁", none: null, list: [1, 0.1] })).toBe(
      '{"url":"https:\\/\\/m\\u00fcller.example\\/a","gift":"\\ud83c\\udf81","none":null,"list":[1,0.1]}',
    );
  });

  it("says the same as the JSON it came from", () => {
    const value = { text: 'a/b \\ "ü"\n\u2028', deep: [{ ä: true }] };
    expect(JSON.parse(phpJson(value))).toEqual(value);
  });
});
