import type { Phase } from "../phase.ts";
import type { TrackedParcel } from "../tracked-order.ts";
import type { StepView } from "../tracking-view.ts";
import type { Standing } from "./standing-of.ts";

type StepPhase = StepView["phase"];

const TO_THE_DOOR: readonly StepPhase[] = [
  "order_created",
  "order_processed",
  "in_transit",
  "in_delivery",
  "delivered",
];
const TO_A_PICKUP_POINT: readonly StepPhase[] = [
  "order_created",
  "order_processed",
  "in_transit",
  "collect",
  "delivered",
];
const UNDELIVERED: readonly StepPhase[] = ["order_created", "order_processed", "in_transit", "returned"];
const BACK: readonly StepPhase[] = ["return_created", "return_transit", "return_received"];

/** The progress line of a parcel: one way of at most five steps, and how far along it is. None of a cancelled one. */
export function stepsOf(parcel: TrackedParcel, { phase, flag, cancelled }: Standing): StepView[] {
  if (cancelled) return [];
  const { way, at, stopped } = placeOn(phase, collects(parcel));
  const finished = at === way.length - 1 && !stopped;
  return way.map((step, index) => {
    if (index < at || finished) return { phase: step, standing: "done" };
    if (index > at) return { phase: step, standing: "ahead" };
    return { phase: step, standing: stopped || flag === "error" ? "stopped" : "current" };
  });
}

function placeOn(phase: Phase, collects: boolean): { way: readonly StepPhase[]; at: number; stopped: boolean } {
  const way = collects ? TO_A_PICKUP_POINT : TO_THE_DOOR;
  switch (phase) {
    case "order_created":
    case "order_processed":
    case "in_transit":
    case "delivered":
      return { way, at: way.indexOf(phase), stopped: false };
    case "in_delivery":
      return { way: TO_THE_DOOR, at: TO_THE_DOOR.indexOf(phase), stopped: false };
    case "collect":
      return { way: TO_A_PICKUP_POINT, at: TO_A_PICKUP_POINT.indexOf(phase), stopped: false };
    case "delivery_failed":
      return { way: TO_THE_DOOR, at: TO_THE_DOOR.indexOf("in_delivery"), stopped: true };
    case "returned":
      return { way: UNDELIVERED, at: UNDELIVERED.indexOf(phase), stopped: true };
    case "return_created":
    case "return_transit":
    case "return_received":
      return { way: BACK, at: BACK.indexOf(phase), stopped: false };
    case "return_failed":
      return { way: BACK, at: BACK.indexOf("return_transit"), stopped: true };
  }
}

function collects({ pickup, events }: TrackedParcel): boolean {
  return pickup?.type === "shop" || pickup?.type === "locker" || events.some(({ phase }) => phase === "collect");
}
