import { expect, test } from "vitest";
import type { NoticedProblem } from "./problem-notices.ts";
import { problemsOver, problemsToTell } from "./problems-to-tell.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 12);
const ago = (hours: number) => NOW - hours * HOUR;

const problem = (changes: Partial<NoticedProblem> = {}): NoticedProblem => ({
  code: "orders_refused",
  about: {},
  openedAt: ago(1),
  isOpen: true,
  toldAt: null,
  overToldAt: null,
  ...changes,
});
const told = (...problems: NoticedProblem[]) => problemsToTell(problems, NOW).map(({ code }) => code);

test.each([
  ["one that is new", problem(), true],
  ["one that is over", problem({ isOpen: false }), false],
  ["one that was told", problem({ openedAt: ago(100), toldAt: ago(99) }), false],
  ["one that is back after days", problem({ toldAt: ago(48) }), true],
  ["one that comes and goes", problem({ toldAt: ago(23) }), false],
])("the merchant is told of a problem once: %s", (_, each, is) => {
  expect(told(each)).toEqual(is ? ["orders_refused"] : []);
});

test("of no more than three a day, the oldest first, those that are over counted as well", () => {
  const four = [
    problem({ code: "shop_silent", openedAt: ago(1) }),
    problem({ code: "not_connected", openedAt: ago(4) }),
    problem({ code: "events_quarantined", openedAt: ago(3) }),
    problem({ code: "orders_refused", openedAt: ago(2) }),
  ];
  expect(told(...four)).toEqual(["not_connected", "events_quarantined", "orders_refused"]);
  const over = problem({ code: "core_unreachable", isOpen: false, toldAt: ago(2) });
  expect(told(...four, over)).toEqual(["not_connected", "events_quarantined"]);
});

test("a shop that does not answer is not called for that", () => {
  expect(told(problem(), problem({ code: "shop_unreachable" }))).toEqual([]);
  expect(told(problem(), problem({ code: "shop_unreachable", isOpen: false }))).toEqual(["orders_refused"]);
});

test.each([
  ["one of which he was told", problem({ isOpen: false, openedAt: ago(5), toldAt: ago(4) }), true],
  ["one that is open", problem({ openedAt: ago(5), toldAt: ago(4) }), false],
  ["one of which he never heard", problem({ isOpen: false }), false],
  ["one of which he heard the time before", problem({ isOpen: false, openedAt: ago(2), toldAt: ago(4) }), false],
  [
    "one whose end he was told",
    problem({ isOpen: false, openedAt: ago(5), toldAt: ago(4), overToldAt: ago(3) }),
    false,
  ],
  ["one that came back", problem({ isOpen: false, openedAt: ago(5), toldAt: ago(4), overToldAt: ago(30) }), true],
])("the merchant is told of a problem's end once: %s", (_, each, is) => {
  expect(problemsOver([each])).toEqual(is ? [each] : []);
});

test("nor is a shop that does not answer called for an end", () => {
  const over = problem({ isOpen: false, openedAt: ago(5), toldAt: ago(4) });
  expect(problemsOver([over, problem({ code: "shop_unreachable" })])).toEqual([]);
});
