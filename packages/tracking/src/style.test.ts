import { expect, test } from "vitest";
import { CLAIM_STYLE } from "./claim/claim-style.ts";
import { TRACKING_STYLE } from "./style.ts";

const [light = "", dark = ""] = TRACKING_STYLE.split("@media (prefers-color-scheme: dark)");

/** The default of a colour in a part of the sheet. */
function colour(part: string, name: string): string {
  const [, value = ""] = new RegExp(`--k-${name}: (?:var\\([^,]+, )?(#[0-9a-f]{3,6})`).exec(part) ?? [];
  return value.length === 4 ? value.replaceAll(/[0-9a-f]/g, "$&$&") : value;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** WCAG 2.2: 4.5 for text, 3 for what is not text. */
const PAIRS = [
  ["text", "surface", 4.5],
  ["muted", "surface", 4.5],
  ["accent-text", "accent", 4.5],
  ["accent", "surface", 3],
  ["muted", "surface", 3],
  ["delay", "surface", 4.5],
  ["delay", "delay-surface", 4.5],
  ["error", "surface", 4.5],
  ["error", "error-surface", 4.5],
] as const;

test.each(PAIRS)("%s on %s can be read in light and dark", (front, back, least) => {
  for (const part of [light, dark])
    expect(contrast(colour(part, front), colour(part, back))).toBeGreaterThanOrEqual(least);
});

test("it loads nothing, means the same as Liquid, and knows no left and right", () => {
  const style = TRACKING_STYLE + CLAIM_STYLE;
  expect(style).not.toMatch(/url\(|@import|@font-face|\{\{|\{%|<\//);
  expect(style).not.toMatch(
    /\b(?:margin|padding|border|inset)-(?:left|right)\b|[;{\s](?:left|right)\s*:|text-align: (?:left|right)/,
  );
});
