import { createElement } from "react";
import { describe, expect, test } from "vitest";
import { controlsOf } from "../mapping/controls.fixture.ts";
import { renderPage } from "../render-page.fixture.ts";
import { ChannelField } from "./channel-field.tsx";
import { ChannelsPage } from "./channels-page.tsx";
import { begunChannels, channelsActions, channelsReady } from "./channels-states.fixture.ts";
import { faultsOfSlugs, slugsToSave } from "./chosen-slugs.ts";
import { CutoffField } from "./cutoff-field.tsx";
import type { FilterSettings, FiltersActions, FiltersReady } from "./data.ts";
import { faultsOfFilters } from "./faults-of-filters.ts";
import { FiltersCards } from "./filters-cards.tsx";
import { FiltersPage } from "./filters-page.tsx";
import {
  begunFilters,
  changedFilters,
  filterSettings,
  filtersActions,
  filtersReady,
} from "./filters-states.fixture.ts";

function cards(settings: Partial<FilterSettings>, data: Partial<FiltersReady> = {}) {
  const changes: Partial<FilterSettings>[] = [];
  const page = createElement(FiltersCards, {
    data: { ...filtersReady, ...data },
    settings: { ...filterSettings, ...settings },
    onChange: (one: Partial<FilterSettings>) => changes.push(one),
    errorOf: () => null,
  });
  return { ...controlsOf(page), changes };
}

const ORDERS = "Which orders go to Karla?";

/** The page with something changed, and what was asked to be saved. */
function changed(data: FiltersReady | undefined, begun = begunFilters) {
  if (data === undefined) throw new Error("no such state");
  const asked: Parameters<FiltersActions["onSave"]>[] = [];
  const actions: FiltersActions = { ...filtersActions, onSave: (...given) => asked.push(given) };
  return { ...controlsOf(createElement(FiltersPage, { data, actions, begun })), asked };
}

describe("the filters", () => {
  test("have nothing to save at first", () => {
    const { buttons } = controlsOf(createElement(FiltersPage, { data: filtersReady, actions: filtersActions }));
    expect([buttons.has("Save"), buttons.has("Discard")]).toEqual([false, false]);
  });

  test("are saved whole, as far as they are offered, as made from what was read", () => {
    const { buttons, asked } = changed(filtersReady);
    buttons.get("Save")?.onAction();
    expect(asked).toEqual([[expect.objectContaining({ sendOrderCancelled: true }), "r1"]]);
    expect(Object.keys(asked[0]?.[0] ?? {}).sort()).toEqual([...filtersReady.offered].sort());
  });

  test("that somebody else saved meanwhile are saved along, as made from those", () => {
    const { buttons, asked, fields } = changed(changedFilters["others were faster, and are shown"]);
    expect(fields.get("Type of deposit items (optional)")?.value).toBe("pfand");
    buttons.get("Save")?.onAction();
    expect(asked).toEqual([[expect.objectContaining({ sendOrderCancelled: true, depositLineType: "pfand" }), "r2"]]);
  });

  test("are not saved without the moment that is missing", () => {
    const { buttons, asked } = changed(filtersReady, { ...begunFilters, changes: { historicalCutoff: "" } });
    buttons.get("Save")?.onAction();
    expect(asked).toEqual([]);
  });

  test("tick states one by one, in the order in which they are shown", () => {
    const { checkboxes, changes } = cards({ orderStates: ["completed", "in_progress"] });
    const ticked = [...checkboxes].filter(([name, { checked }]) => checked && name.endsWith(ORDERS));
    expect(ticked).toHaveLength(2);
    checkboxes.get(`\u2068Offen\u2069: ${ORDERS}`)?.check(true);
    checkboxes.get(`\u2068Abgeschlossen\u2069: ${ORDERS}`)?.check(false);
    expect(changes).toEqual([{ orderStates: ["open", "in_progress", "completed"] }, { orderStates: ["in_progress"] }]);
  });

  test("keep a state that the shop does not have any more until it is unticked", () => {
    const { checkboxes, changes } = cards({ orderStates: ["was_printed"] });
    checkboxes.get(`\u2068was_printed\u2069: ${ORDERS}`)?.check(false);
    expect(changes).toEqual([{ orderStates: [] }]);
  });

  test("take all states, or begin with all of them ticked", () => {
    const some = cards({ orderStates: ["open"] });
    some.fields.get(ORDERS)?.enter("any");
    const any = cards({ orderStates: null });
    any.fields.get(ORDERS)?.enter("some");
    expect([some.changes, any.changes]).toEqual([
      [{ orderStates: null }],
      [{ orderStates: ["open", "in_progress", "completed", "cancelled", "ready_to_print"] }],
    ]);
  });

  test("ask for cancelled orders only where no state says it", () => {
    const name = "Send orders that were cancelled before anything was shipped";
    expect(cards({ orderStates: ["open"] }).checkboxes.has(name)).toBe(false);
    const { checkboxes, changes } = cards({ orderStates: null });
    checkboxes.get(name)?.check(true);
    expect(changes).toEqual([{ takeCancelledOrders: true }]);
  });

  test("show what the platform offers and nothing else", () => {
    const { checkboxes, fields } = cards({ orderStates: null }, { offered: ["takeTestOrders", "takeCancelledOrders"] });
    expect([fields.size, [...checkboxes.keys()]]).toEqual([
      0,
      ["Send test orders", "Send orders that were cancelled before anything was shipped"],
    ]);
  });

  test("take an emptied code for none", () => {
    const { fields, changes } = cards({ depositLineType: "pfand" });
    fields.get("Type of deposit items (optional)")?.enter(" ");
    expect(changes).toEqual([{ depositLineType: null }]);
  });

  test("while they are saved nothing else can be pressed", () => {
    const { buttons, asked } = changed(changedFilters["being saved"]);
    expect(["Save", "Discard"].map((name) => buttons.get(name)?.disabled)).toEqual([true, true]);
    buttons.get("Save")?.onAction();
    expect(asked).toEqual([]);
    const data = { ...filtersReady, busy: "save" } as const;
    const html = renderPage(createElement(FiltersPage, { data, actions: filtersActions }), "en");
    expect(html).toContain('<div role="status">Saving</div>');
  });
});

describe("the moment before which no parcels are told", () => {
  const at = (value: string | null) => {
    const changes: (string | null)[] = [];
    const props = { value, onChange: (one: string | null) => changes.push(one), error: null };
    const field = createElement(CutoffField, { ...props, timeZone: "America/New_York", locale: "en" });
    return { ...controlsOf(field), changes };
  };

  test("is entered and shown by the shop's clock", () => {
    const { fields, changes } = at("2026-11-24T10:00:00Z");
    expect(fields.get("From when on?")?.value).toBe("2026-11-24T05:00");
    fields.get("From when on?")?.enter("2026-07-01T12:30");
    expect(changes).toEqual(["2026-07-01T12:30:00-04:00"]);
  });

  test("is missing until it is entered whole, and then nothing is saved", () => {
    const { fields, changes } = at(null);
    fields.get("Is Karla told of parcels from earlier times?")?.enter("from");
    expect(changes).toEqual([""]);
    const half = at("2026-11-24T10:00:00Z");
    half.fields.get("From when on?")?.enter("");
    expect(half.changes).toEqual([""]);
    expect(faultsOfFilters({ ...filterSettings, historicalCutoff: "" })).toEqual({ historicalCutoff: "not_a_moment" });
    expect(faultsOfFilters(filterSettings)).toEqual({});
  });
});

describe("the sales channels", () => {
  test("go with the connection, or to a shop that is named", () => {
    const changes: (string | null)[] = [];
    const field = (slug: string | null) =>
      controlsOf(
        createElement(ChannelField, {
          channel: { id: "c1", name: "B2B" },
          connectionSlug: "main",
          slug,
          onChange: (one: string | null) => changes.push(one),
          error: null,
        }),
      ).fields;
    field(null).get("Orders of \u2068B2B\u2069 go")?.enter("other");
    field("").get("Shop's name at Karla for \u2068B2B\u2069")?.enter("trade");
    field("trade").get("Orders of \u2068B2B\u2069 go")?.enter("connection");
    expect(changes).toEqual(["", "trade", null]);
    expect(field(null).size).toBe(1);
  });

  test("are saved as those that go elsewhere, once each is named", () => {
    expect(slugsToSave({ c1: null, c2: " trade " })).toEqual({ c2: "trade" });
    expect(faultsOfSlugs({ c1: null, c2: " ", c3: "trade" })).toEqual({ c2: "missing" });
  });

  test("are saved together, by the revision that they were read with", () => {
    const asked: unknown[][] = [];
    const actions = { ...channelsActions, onSave: (...given: unknown[]) => asked.push(given) };
    const save = (c1: string) => {
      const begun = { ...begunChannels, changes: { c1 } };
      controlsOf(createElement(ChannelsPage, { data: channelsReady, actions, begun }))
        .buttons.get("Save")
        ?.onAction();
    };
    save("");
    expect(asked).toEqual([]);
    save("example-b2b");
    expect(asked).toEqual([[{ c1: "example-b2b", c2: "example-trade" }, "r1"]]);
  });

  test("say at the row what is wrong with its name", () => {
    const data = { ...channelsReady, answer: { outcome: "refused", errors: { c2: "unknown_shop" } } } as const;
    const html = renderPage(createElement(ChannelsPage, { data, actions: channelsActions }), "en");
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(1);
    expect(html).toContain('id="slug-c2-error"');
    expect(html).toContain("Nothing was saved");
  });
});
