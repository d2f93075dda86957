import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSound, issueToken, readToken } from "./session.ts";

const SECRET = "a".repeat(64);
const NOW = Date.UTC(2026, 10, 30, 12);
const MINUTE = 60_000;
const session = { shopId: "dirYTogwnp8ehbPF", openedAt: NOW, issuedAt: NOW };

function soundAt(token: string, now: number, secret = SECRET): boolean | null {
  const read = readToken(token);
  return read && isSound(read, secret, now);
}

describe("a module's session", () => {
  test("is whose token says so, until nobody has asked for anything for half an hour", () => {
    const token = issueToken(session, SECRET);
    expect(readToken(token)).toMatchObject(session);
    expect([0, 30, 31].map((minutes) => soundAt(token, NOW + minutes * MINUTE))).toEqual([true, true, false]);
  });

  test("ends twelve hours after it was opened, however often it was renewed", () => {
    const late = NOW + 12 * 60 * MINUTE;
    const token = issueToken({ ...session, issuedAt: late }, SECRET);
    expect([late, late + 1].map((now) => soundAt(token, now))).toEqual([true, false]);
  });

  test("ends with the shop's secret", () => {
    expect(soundAt(issueToken(session, SECRET), NOW, "b".repeat(64))).toBe(false);
  });

  test("of one shop is none of another, and none that lasts longer", () => {
    const [, , , mac] = issueToken(session, SECRET).split(".");
    expect(soundAt(`another.${NOW}.${NOW}.${mac}`, NOW)).toBe(false);
    expect(soundAt(`${session.shopId}.${NOW}.${NOW + 1}.${mac}`, NOW)).toBe(false);
  });

  test("no other text is one", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `${text}.1.2.${"x".repeat(43)}`),
        ),
        (text) => {
          expect(soundAt(text, NOW)).not.toBe(true);
        },
      ),
    );
  });
});
