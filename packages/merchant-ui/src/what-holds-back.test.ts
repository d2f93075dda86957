import { expect, test } from "vitest";
import { problem } from "./page-states.fixture.ts";
import { whatHoldsBack } from "./what-holds-back.ts";

const of = (connected: boolean, ...codes: string[]) => whatHoldsBack({ connected, problems: codes.map(problem) });

test("all orders of a shop that is not connected wait for that, whatever else is open", () => {
  expect(of(false)).toBe("not_connected");
  expect(of(false, "core_unreachable")).toBe("not_connected");
});

test("a problem of the whole connection holds all orders back", () => {
  expect(of(true, "orders_refused", "credentials_refused")).toBe("credentials_refused");
  expect(of(true, "core_unreachable", "core_already_syncs")).toBe("core_already_syncs");
});

test("a problem of single orders holds no other back", () => {
  expect(of(true)).toBeNull();
  expect(of(true, "orders_refused", "events_quarantined", "shop_unreachable", "shop_access_refused")).toBeNull();
});
