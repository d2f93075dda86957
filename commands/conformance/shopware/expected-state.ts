import { type Fields, fieldsOf, listOf, objectsIn, textOf } from "../read-body.ts";
import { codesIn } from "./order-in-shop.ts";
import type { PluginDefect } from "./plugin-defects.ts";
import type { CapturedStep } from "./read-capture.ts";

/** A number that the core must hold by now, with its goods, and every time that was told of it (the newest last). */
export interface ExpectedTracking {
  number: string;
  /** Null: it was told in a step that the capture leaves out. */
  products: readonly Fields[] | null;
  times: readonly string[];
}

/** What the core should hold of an order, from what the plugin had told of it by then. */
export interface ExpectedState {
  /** As told last; null while nothing was. */
  order: Fields | null;
  /** Beside it. */
  analytics: Fields;
  /** All that were ever told: the core only adds some. */
  segments: readonly string[];
  trackings: readonly ExpectedTracking[];
  /** A step was left out, from the place in the case that its steps' names begin with. */
  gap: boolean;
  place: number;
}

export const NOTHING_TOLD: ExpectedState = {
  order: null,
  analytics: {},
  segments: [],
  trackings: [],
  gap: false,
  place: 0,
};

/** The state after one more step. A number stays: the core forgets none. */
export function stateAfter(
  before: ExpectedState,
  { name, plugin, order }: Pick<CapturedStep, "name" | "plugin" | "order">,
): { state: ExpectedState; defects: PluginDefect[] } {
  const place = Number.parseInt(name, 10) || before.place + 1;
  const gap = before.gap || place > before.place + 1;
  const known = new Map(before.trackings.map((tracking) => [tracking.number, tracking]));
  const all = plugin.flatMap(({ trackings }) => objectsIn(trackings));
  const told = all.filter(({ tracking_number: number }) => textOf(number) !== null);
  const repeated = told.some(({ tracking_number: number }) => known.has(textOf(number)?.trim() ?? ""));
  for (const { tracking_number, tracking_placed_at, products } of told) {
    const number = textOf(tracking_number)?.trim() ?? "";
    const time = textOf(tracking_placed_at) ?? [];
    known.set(number, { number, products: objectsIn(products), times: (known.get(number)?.times ?? []).concat(time) });
  }
  const codes = gap ? codesIn(order?.fields ?? null).filter((code) => !known.has(code)) : [];
  for (const number of codes) known.set(number, { number, products: null, times: [] });
  const last = plugin.at(-1);
  const defects = [
    ...(repeated ? ["codes_repeated" as const] : []),
    ...(told.length < all.length ? ["empty_number" as const] : []),
    ...(codes.length > 0 ? ["told_in_a_step_left_out" as const] : []),
  ];
  return {
    state: {
      order: fieldsOf(last?.order) ?? before.order,
      segments: [...before.segments, ...plugin.flatMap((body) => listOf(fieldsOf(body.order)?.segments).map(String))],
      analytics: last === undefined ? before.analytics : (fieldsOf(last.order_analytics) ?? {}),
      trackings: [...known.values()],
      gap,
      place,
    },
    defects,
  };
}
