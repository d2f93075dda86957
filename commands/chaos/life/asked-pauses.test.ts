import { describe, expect, test } from "vitest";
import { ASKED_PAUSES, withinPause } from "./asked-pauses.ts";

const NOW = Date.UTC(2026, 2, 3, 12, 0, 0, 700);
const asked = (kind: string) => ASKED_PAUSES[kind]?.(NOW);

describe("a pause that the core asks for", () => {
  test("is some seconds, as a number or as a date in whole seconds", () => {
    expect(asked("seconds")).toEqual({ header: "6", until: NOW + 6_000 });
    expect(asked("date")).toEqual({ header: "Tue, 03 Mar 2026 12:00:06 GMT", until: NOW + 5_300 });
  });

  test("is never more than an hour", () => expect(asked("endless")?.until).toBe(NOW + 3_600_000));

  test.each(["absent", "negative", "garbage"])("names no time where its header is %s", (kind) =>
    expect(asked(kind)?.until).toBeNull(),
  );
});

describe("who asks within a pause", () => {
  test("comes after it was said and more than a tenth before it is over", () => {
    expect(withinPause([900, 1_000, 1_001, 9_999, 10_000, 12_000], 1_000, 11_000)).toEqual([1_001, 9_999]);
  });

  test("is nobody where no time was named", () => expect(withinPause([1_001], 1_000, null)).toEqual([]));
});
