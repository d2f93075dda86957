import { problemWords } from "@karla/merchant-ui/problem-words";
import { sentenceOfReason } from "@karla/merchant-ui/sentence-of-reason";
import { holdsAllBack, whatHoldsBack } from "@karla/merchant-ui/what-holds-back";
import type { OrderStatus } from "@karla/sync/lanes";
import type { EffectOfOrder, OrderHistory } from "@karla/sync/order-history";
import type { Effect } from "@karla/sync/outbox";
import type { OrderRemedy, OrderStep, OrderWay } from "./order-answer.ts";

/** What brings an order here that did not come whole. */
const READINGS: readonly Effect[] = ["read_order", "refresh_order"];
const WRITTEN_BACK: readonly Effect[] = ["note_trackpage", "note_parcels"];
/** Reasons that are the merchant's own choice: the page of filters has it. */
const CHOSEN = ["no_address", "nothing_to_ship", "test_order", "cancelled_before_shipping", "order_state_not_chosen"];

/** Where an order is, and at which of its problems a merchant can lend a hand. */
type Stand =
  /** A message of it could not be used. */
  | { at: "received"; why: "quarantined" }
  /** It is not known whole, or not looked at yet. */
  | { at: "received"; why: "unread"; reason: string; dead: boolean }
  | { at: "mapped"; why: "skipped"; reason: string }
  | { at: "sent"; why: "waiting" | "failed"; reason: string | null }
  | { at: "acknowledged" };

/** Our books of an order -> the way that it went, in the merchant's words. Pure. */
export function toOrderWay(history: OrderHistory): OrderWay {
  const { order, effects, tried } = history;
  const stand = standOf(history);
  const back = backOf(effects, stand.at === "acknowledged");
  const heldBackBy = whatHoldsBack({
    connected: history.shop.connected,
    problems: history.shop.problems.map((code) => ({ code, openedAt: "", times: 1, about: {} })),
  });
  return {
    name: order?.name ?? null,
    status: statusOf(stand),
    underWay: isUnderWay(history),
    steps: stepsOf(history, stand, back),
    sentence: sentenceOf(stand, heldBackBy),
    writtenBack: back.dead === null ? null : [`reasons.${back.dead.reason}`, "reasons.unknown"],
    remedy: remedyOf(stand, heldBackBy, back),
    mapping: tried?.mapping ?? null,
    trackings: order?.trackings ?? 0,
    mutedAt: history.mutedAt,
  };
}

function standOf(history: OrderHistory): Stand {
  const { order, quarantined, effects } = history;
  if (quarantined !== null) return { at: "received", why: "quarantined" };
  if (order === null || order.reason === "awaiting_order") {
    const reading = effects.find(({ effect, state }) => READINGS.includes(effect) && state !== "delivered");
    // Of what was not looked at yet no more is known than that it came.
    const otherwise = isUnderWay(history) ? "on_its_way" : "unknown";
    const reason = reading?.reason ?? order?.reason ?? otherwise;
    return { at: "received", why: "unread", reason, dead: reading?.state === "dead" };
  }
  switch (order.status) {
    case "skipped":
      return { at: "mapped", why: "skipped", reason: order.reason ?? "unknown" };
    case "pending":
      return { at: "sent", why: "waiting", reason: order.reason };
    case "failed":
      return { at: "sent", why: "failed", reason: order.reason };
    case "delivered":
      return { at: "acknowledged" };
  }
}

/** What is written back takes its time, and changes nothing of the rest. */
function isUnderWay({ events, effects }: OrderHistory): boolean {
  return (
    events.pending > 0 || effects.some(({ effect, state }) => state === "pending" && !WRITTEN_BACK.includes(effect))
  );
}

interface Back {
  state: OrderStep["standing"];
  at: string | null;
  dead: EffectOfOrder | null;
}

function backOf(effects: readonly EffectOfOrder[], acknowledged: boolean): Back {
  const own = effects.filter(({ effect }) => WRITTEN_BACK.includes(effect));
  const at =
    own
      .flatMap(({ deliveredAt }) => deliveredAt ?? [])
      .sort()
      .at(-1) ?? null;
  const dead = own.find(({ state }) => state === "dead") ?? null;
  if (dead !== null) return { state: "stopped", at, dead };
  if (own.some(({ state }) => state === "pending")) return { state: acknowledged ? "waiting" : "ahead", at, dead };
  if (own.length > 0) return { state: "done", at, dead };
  return { state: acknowledged ? "nothing_to_do" : "ahead", at, dead };
}

function statusOf(stand: Stand): OrderStatus {
  switch (stand.at) {
    case "received":
      return stand.why === "quarantined" || stand.dead ? "failed" : "pending";
    case "mapped":
      return "skipped";
    case "sent":
      return stand.why === "failed" ? "failed" : "pending";
    case "acknowledged":
      return "delivered";
  }
}

function stepsOf({ events, order, effects, tried }: OrderHistory, stand: Stand, back: Back): OrderStep[] {
  const owed = effects.find(({ effect }) => effect === "order");
  const receivedAt = order?.receivedAt ?? events.firstAt;
  const decidedAt = owed?.decidedAt ?? order?.updatedAt ?? null;
  const ahead = (step: OrderStep["step"]): OrderStep => ({ step, standing: "ahead", at: null });
  const done = (step: OrderStep["step"], at: string | null): OrderStep => ({ step, standing: "done", at });
  const writtenBack: OrderStep = { step: "written_back", standing: back.state, at: back.at };
  switch (stand.at) {
    case "received": {
      const stopped = stand.why === "quarantined" || stand.dead;
      const received: OrderStep = { step: "received", standing: stopped ? "stopped" : "waiting", at: events.lastAt };
      return [received, ahead("mapped"), ahead("sent"), ahead("acknowledged"), ahead("written_back")];
    }
    case "mapped":
      return [
        done("received", receivedAt),
        { step: "mapped", standing: "left_out", at: order?.updatedAt ?? null },
        ahead("sent"),
        ahead("acknowledged"),
        ahead("written_back"),
      ];
    case "sent":
      return [
        done("received", receivedAt),
        done("mapped", decidedAt),
        { step: "sent", standing: stand.why === "failed" ? "stopped" : "waiting", at: tried?.at ?? null },
        ahead("acknowledged"),
        writtenBack,
      ];
    case "acknowledged":
      return [
        done("received", receivedAt),
        done("mapped", decidedAt),
        done("sent", tried?.at ?? order?.deliveredAt ?? null),
        done("acknowledged", order?.deliveredAt ?? null),
        writtenBack,
      ];
  }
}

function sentenceOf(stand: Stand, heldBackBy: string | null): string[] {
  switch (stand.at) {
    case "received":
      if (stand.why === "quarantined") return ["problem.events_quarantined.meaning"];
      return [`reasons.${stand.reason}`, "reasons.unknown"];
    case "mapped":
      return sentenceOfReason({ status: "skipped", reason: stand.reason }, heldBackBy);
    case "sent":
      return sentenceOfReason(
        { status: stand.why === "failed" ? "failed" : "pending", reason: stand.reason },
        heldBackBy,
      );
    case "acknowledged":
      return sentenceOfReason({ status: "delivered", reason: null }, heldBackBy);
  }
}

function remedyOf(stand: Stand, heldBackBy: string | null, back: Back): OrderRemedy | null {
  switch (stand.at) {
    case "received":
      if (stand.why === "unread" && stand.reason === "on_its_way") return null;
      return stand.why === "unread" && stand.reason.startsWith("shop_") ? open(stand.reason) : { remedy: "resync" };
    case "mapped":
      return CHOSEN.includes(stand.reason) ? { remedy: "open", page: "filters", problem: null } : null;
    case "sent": {
      const isHeld = stand.why === "failed" || stand.reason === null || holdsAllBack(stand.reason);
      // Sent again it would wait for the same.
      if (isHeld && heldBackBy !== null) return open(heldBackBy);
      return stand.why === "failed" ? { remedy: "resync" } : null;
    }
    case "acknowledged":
      return back.dead === null ? null : { remedy: "open", page: "problems", problem: null };
  }
}

/** Where the button of a problem is: on the page of the connection, or of all problems. */
function open(problem: string): OrderRemedy {
  const { remedy } = problemWords(problem);
  return { remedy: "open", page: remedy === "open_connection" ? "connection" : "problems", problem };
}
