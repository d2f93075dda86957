import { PROBLEM_CODES } from "@karla/sync/shops";
import { expect, test } from "vitest";
import { problemWords } from "./problem-words.ts";

test("every problem of the sync has words and a remedy of its own", () => {
  expect(PROBLEM_CODES.map((code) => [code, problemWords(code).title, problemWords(code).remedy])).toEqual([
    ["not_connected", "problem.not_connected.title", "open_connection"],
    ["credentials_refused", "problem.credentials_refused.title", "open_connection"],
    ["core_shop_unknown", "problem.core_shop_unknown.title", "open_connection"],
    ["core_unreachable", "problem.core_unreachable.title", "test_connection"],
    ["core_already_syncs", "problem.core_already_syncs.title", "switch_off_core_sync"],
    ["shop_access_refused", "problem.shop_access_refused.title", "test_connection"],
    ["shop_permission_missing", "problem.shop_permission_missing.title", "test_connection"],
    ["shop_unreachable", "problem.shop_unreachable.title", "test_connection"],
    ["webhooks_not_allowed", "problem.webhooks_not_allowed.title", "open_connection"],
    ["products_not_synced", "problem.products_not_synced.title", "test_connection"],
    ["orders_refused", "problem.orders_refused.title", "replay"],
    ["events_quarantined", "problem.events_quarantined.title", "replay"],
    ["mapped_field_gone", "problem.mapped_field_gone.title", "open_mapping"],
    ["shop_silent", "problem.shop_silent.title", "test_connection"],
    ["webhooks_switched_off", "problem.webhooks_switched_off.title", "test_connection"],
    ["announcement_unclear", "problem.announcement_unclear.title", "test_connection"],
    ["products_refused", "problem.products_refused.title", "replay"],
    ["data_requested", "problem.data_requested.title", "open_personal_data"],
  ]);
});

test.each(["of_a_later_version", "unknown", "constructor", ""])("an unknown code %s gets the general words", (code) => {
  expect(problemWords(code)).toMatchObject({ title: "problem.unknown.title", remedy: "test_connection" });
});
