import { erasureInEvent } from "@karla/sync/erasure-request";
import { expect, test } from "vitest";
import { deletionEvent } from "./deletion-event.ts";

const DELETED = { shopId: "dirYTogwnp8ehbPF", deletedAt: Date.UTC(2026, 10, 30) };

test("a shop whose merchant keeps nothing is erased at once", () => {
  expect(erasureInEvent(deletionEvent(DELETED, "now"))).toEqual({ kind: "shop", keptUntil: null });
});

test("any other is kept for thirty days", () => {
  const keptUntil = Date.UTC(2026, 11, 30);
  expect(erasureInEvent(deletionEvent(DELETED, "later"))).toEqual({ kind: "shop", keptUntil });
});

test("told twice, it is asked for once; deleted again, once more", () => {
  const key = (at: number) => deletionEvent({ ...DELETED, deletedAt: at }, "now").eventKey.toString("hex");
  expect(key(1)).toBe(key(1));
  expect(key(1)).not.toBe(key(2));
});
