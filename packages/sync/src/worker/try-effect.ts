import type { EffectResult, Lease, OrderRecord, Settled } from "../lane/lanes.ts";
import { type BreakerState, openMsAt, probing, sleepMs } from "../outbox/breaker.ts";
import { destinationOf, ONCE_EFFECTS, type OutboxItem, STANDING_EFFECTS } from "../outbox/outbox.ts";
import { MAX_DEATHS } from "../outbox/retry-policy.ts";
import type { EffectReason } from "../pipeline/effect-reason.ts";
import { type FailureVerdict, judgeFailure } from "../pipeline/judge-failure.ts";
import type { ShopView } from "../pipeline/shops.ts";
import { eventOfLane, toAnnounce } from "./announce-event.ts";
import { carryOut, type Way, wayOf } from "./carry-out.ts";
import { admit, closeBreaker, passProbeOn, tellBreaker } from "./tell-breaker.ts";
import type { TurnDeps } from "./turn-deps.ts";

/**
 * When a lane is looked at again of which only the merchant can set something free: by connecting the shop, installing the
 * app again, switching the core's own sync off. Each of these wakes it at once, also the lane whose turn is under way (`wake`
 * of the shop directory), so that this is only for what nobody thought of.
 */
const MERCHANTS_TURN_MS = 10 * 60_000;

/** Until the newest orders are looked at again. */
const CHECK_AGAIN_MS = 60 * 60_000;

/** What belongs to an order that is still on its way is looked at again after this time. */
const AFTER_ORDER_MS = 10 * 60_000;

/** What is owed for good and took three processes along is tried again after this time. */
const AFTER_DEATHS_MS = 60_000;

export interface Tried {
  effect: EffectResult;
  order: Settled["order"];
  /** When the lane has to run again for it, while it is pending. */
  lookAt: number;
}

/** Tries one effect if the shop's breaker admits it, and says what became of it. Never throws for what the core does. */
export async function tryEffect(
  item: OutboxItem,
  record: OrderRecord | null,
  { lease, shop }: { lease: Lease; shop: ShopView },
  deps: TurnDeps,
): Promise<Tried | "lease_lost"> {
  const startedAt = deps.clock.now();
  // Only the order's own effect says where the order stands: one that was delivered stays so, whatever becomes of the rest.
  const row = (status: "pending" | "failed", reason: EffectReason): Settled["order"] =>
    item.effect === "order" && record !== null
      ? { status, reason, delivered: record.delivered, version: record.version }
      : null;
  const ended = (effect: EffectResult, order: Settled["order"] = null): Tried => ({
    effect,
    order,
    lookAt: effect.dueAt,
  });
  const waiting = (reason: EffectReason, dueAt: number): Tried =>
    ended({ ...untried(item, startedAt), reason, dueAt }, row("pending", reason));

  const waitForMerchant = async (problem: Extract<Way, { to: "merchant" }>["because"]): Promise<Tried> => {
    // It stays due: whatever wakes the lane tries it again. The merchant may act between any two of these steps.
    const held = waiting(problem, item.dueAt);
    const isMended = async () => {
      const way = wayOf(item, record, await deps.shops.viewNow(lease.shopId));
      return way.to !== "merchant" || way.because !== problem;
    };
    if (await isMended()) return held;
    await deps.problems.raise(lease.shopId, problem);
    if (!(await isMended())) return { ...held, lookAt: startedAt + MERCHANTS_TURN_MS };
    await deps.problems.close(lease.shopId, problem);
    return held;
  };

  if (item.started > item.finished && ONCE_EFFECTS.includes(item.effect)) {
    // The process that tried it did not come to say how that ended.
    await raiseUnclear(lease, deps);
    return ended({ ...untried(item, startedAt), state: "dead", reason: "outcome_unknown", tried: true });
  }
  if (item.started - item.finished >= MAX_DEATHS) {
    // Counted as an attempt that ended: the next deaths are counted from here.
    if (isStanding(item))
      return ended({ ...untried(item, startedAt), tried: true, dueAt: startedAt + AFTER_DEATHS_MS });
    return ended({ ...untried(item, startedAt), state: "dead", reason: "poison" }, row("failed", "poison"));
  }
  const found = wayOf(item, record, shop);
  const way = found.to === "stored_event" ? await wayOfEvent(lease, shop, deps) : found;
  if (way.to === "nobody") {
    const { because = null } = way;
    return ended({ ...untried(item, startedAt), state: "withdrawn", reason: because, tried: because !== null });
  }
  if (way.to === "order") return ended({ ...untried(item, startedAt), dueAt: startedAt + AFTER_ORDER_MS });
  if (way.to === "merchant") return waitForMerchant(way.because);
  if (way.to === "books") {
    await deps.checkDrift(lease.shopId, way.document);
    return ended({ ...untried(item, startedAt), dueAt: startedAt + CHECK_AGAIN_MS });
  }
  if (way.to === "erasure") {
    const again = await deps.erase(lease, lease.until - deps.callTimeoutMs);
    const effect = { ...untried(item, startedAt), durationMs: deps.clock.now() - startedAt };
    return ended(again === null ? { ...effect, state: "delivered", tried: true } : { ...effect, dueAt: again });
  }
  // There is nothing to see to, until another worker can: no probe is spent on that.
  if (item.effect === "subscribe" && deps.subscribe === null) {
    return ended({ ...untried(item, startedAt), dueAt: startedAt + CHECK_AGAIN_MS });
  }
  const destination = destinationOf(item.effect);
  const { state, admitted } = await admit({ lease, destination, now: startedAt }, deps);
  if (admitted.admit === "wait") {
    return waiting(admitted.reason, startedAt + sleepMs(state, admitted.until, startedAt, deps.random()));
  }
  const openMs = openMsAt(state, startedAt);
  if (!(await deps.lanes.begin(lease, [item], openMs))) return "lease_lost";
  try {
    const delivered = await carryOut(way, { lease, shop }, deps);
    const asked = delivered === "core_already_syncs" || (delivered !== "not_sent" && delivered.tried);
    if (admitted.admit === "probe" && !asked) {
      await passProbeOn({ lease, destination, given: probing(state, startedAt) }, deps);
    }
    if (delivered === "core_already_syncs") {
      const held = await waitForMerchant(delivered);
      return { ...held, effect: { ...held.effect, tried: true } };
    }
    if (delivered === "not_sent") return ended({ ...untried(item, startedAt), tried: true });
    deps.failpoint("after_core_answer");
    const disturbed = state.failures > 0 || state.openedAt !== null || state.holdUntil !== null;
    if (disturbed && delivered.tried) await closeBreaker(lease, destination, deps);
    const effect: EffectResult = {
      ...untried(item, startedAt),
      state: delivered.state,
      reason: delivered.reason,
      dueAt: delivered.again ?? item.dueAt,
      tried: true,
      httpStatus: delivered.tried ? 200 : null,
      payloadHash: delivered.payloadHash,
      mappingVersion: delivered.payloadHash === null ? null : (shop.mapping?.version ?? null),
      durationMs: deps.clock.now() - startedAt,
    };
    return ended(effect, delivered.order);
  } catch (error) {
    const failure = deps.readFailure(error);
    const now = deps.clock.now();
    const verdict = standing(item, judgeFailure(failure, item, { now, openMs, random: deps.random() }), now);
    const quietUntil = now + (failure.retryAfterMs ?? 0);
    const about = failure.permission === undefined ? undefined : { permission: failure.permission };
    const breaker = await tellBreaker(verdict, { lease, destination, quietUntil, about }, deps);
    if (verdict.state === "dead" && item.effect === "announce") await raiseUnclear(lease, deps);
    if (verdict.state === "dead" && destination === "catalogue") {
      await deps.problems.raise(lease.shopId, "products_refused");
    }
    if (verdict.state === "dead" && destination === "karla") {
      await deps.problems.raise(lease.shopId, "orders_refused");
    }
    const effect: EffectResult = {
      ...untried(item, startedAt),
      state: verdict.state,
      reason: verdict.reason,
      detail: failure.detail,
      dueAt: dueAfter(verdict, breaker, now, deps.random()),
      tried: true,
      refused: verdict.refused,
      httpStatus: failure.status,
      durationMs: now - startedAt,
    };
    return ended(effect, row(verdict.state === "dead" ? "failed" : "pending", verdict.reason));
  }
}

/** The way of an event of Karla's, which its stored bytes say. */
async function wayOfEvent(
  lease: Lease,
  shop: ShopView,
  deps: TurnDeps,
): Promise<Extract<Way, { effect: "announce" } | { to: "nobody" }>> {
  const found = await toAnnounce(lease, shop, deps);
  if (found.outcome === "nothing") return { to: "nobody", because: found.reason };
  return { to: "platform", effect: "announce", announcement: found.announcement };
}

/** The merchant is told of which order it is not known whether somebody heard of it: it may be worth a look. */
async function raiseUnclear(lease: Lease, deps: TurnDeps): Promise<void> {
  const event = await eventOfLane(lease, deps);
  const order = event?.orderName ?? event?.announcement.orderId ?? "";
  await deps.problems.raise(lease.shopId, "announcement_unclear", { order });
}

/** What is owed for good is never given up: where anything else would be, it is tried again later. */
function standing(item: OutboxItem, verdict: FailureVerdict, now: number): FailureVerdict {
  if (verdict.state !== "dead" || !isStanding(item)) return verdict;
  return { ...verdict, state: "pending", dueAt: now + CHECK_AGAIN_MS };
}

function isStanding({ effect }: OutboxItem): boolean {
  return STANDING_EFFECTS.includes(effect);
}

/** The result of an effect that was not tried. */
export function untried(item: OutboxItem, startedAt: number): EffectResult {
  return {
    item,
    state: "pending",
    reason: null,
    detail: null,
    dueAt: item.dueAt,
    tried: false,
    refused: false,
    httpStatus: null,
    payloadHash: null,
    mappingVersion: null,
    startedAt,
    durationMs: 0,
  };
}

/** While the breaker is open it sets the pace, not the effect's own backoff: a probe must not cost its order an hour. */
function dueAfter(verdict: FailureVerdict, breaker: BreakerState | null, now: number, random: number): number {
  if (breaker === null || breaker.openedAt === null) return verdict.dueAt;
  return now + sleepMs(breaker, breaker.probeAt ?? now, now, random);
}
