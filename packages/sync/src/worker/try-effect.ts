import type { Clock } from "../clock.ts";
import type { EffectResult, Lanes, Lease, OrderRecord, Settled } from "../lane/lanes.ts";
import {
  admission,
  type BreakerState,
  failed,
  held,
  openMsAt,
  probing,
  sleepMs,
  succeeded,
} from "../outbox/breaker.ts";
import type { Breakers } from "../outbox/breakers.ts";
import type { OutboxItem } from "../outbox/outbox.ts";
import { MAX_DEATHS } from "../outbox/retry-policy.ts";
import type { AbsorbDeps } from "../pipeline/absorb-events.ts";
import { deliverEffect, type KarlaPort } from "../pipeline/deliver-effect.ts";
import { type CallFailure, type FailureVerdict, judgeFailure } from "../pipeline/judge-failure.ts";
import type { Connection, ProblemCode, Problems, Shops, ShopView } from "../pipeline/shops.ts";

export interface TurnDeps extends AbsorbDeps {
  lanes: Lanes;
  shops: Shops;
  breakers: Breakers;
  problems: Problems;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  /** The longest a call to the core can take; no call begins when the lease ends sooner. */
  callTimeoutMs: number;
  karlaFor: (connection: Connection) => KarlaPort;
  /** Reads a client's error; anything it does not know is `unexpected`. */
  readFailure: (error: unknown) => CallFailure;
  /** Called with each attempt's result: metrics, a log line. */
  observe: (lease: Lease, result: EffectResult) => void;
  /** Where a test may end the process. */
  failpoint: (name: "after_absorb" | "after_core_answer") => void;
}

/** Wait of an effect whose shop is not connected; connecting wakes it. */
const NOT_CONNECTED_MS = 60 * 60_000;

/** Problems that a call which got through proves to be over. */
const OVER_WITH_SUCCESS: readonly ProblemCode[] = [
  "core_unreachable",
  "credentials_refused",
  "core_shop_unknown",
  "not_connected",
];

export interface Tried {
  effect: EffectResult;
  order: Settled["order"];
}

/** Tries one effect if the shop's breaker admits it, and says what became of it. Never throws for what the core does. */
export async function tryEffect(
  item: OutboxItem,
  record: OrderRecord,
  { lease, shop }: { lease: Lease; shop: ShopView },
  deps: TurnDeps,
): Promise<Tried | "lease_lost"> {
  const startedAt = deps.clock.now();
  const row = (status: "pending" | "failed", reason: string) => ({
    status,
    reason,
    delivered: record.delivered,
    version: record.version,
  });
  const waiting = (reason: string, dueAt: number): Tried => ({
    effect: { ...untried(item, startedAt), reason, dueAt },
    order: row("pending", reason),
  });

  if (item.started - item.finished >= MAX_DEATHS) {
    return { effect: { ...untried(item, startedAt), state: "dead", reason: "poison" }, order: row("failed", "poison") };
  }
  if (shop.connection === null) {
    await deps.problems.raise(lease.shopId, "not_connected");
    return waiting("not_connected", startedAt + NOT_CONNECTED_MS);
  }
  const { state, admitted } = await admit(lease, startedAt, deps);
  if (admitted.admit === "wait") {
    return waiting(admitted.reason, startedAt + sleepMs(state, admitted.until, startedAt, deps.random()));
  }
  const openMs = openMsAt(state, startedAt);
  if (!(await deps.lanes.begin(lease, [item], openMs))) return "lease_lost";
  try {
    const delivered = await deliverEffect(item, record, shop, deps.karlaFor(shop.connection));
    deps.failpoint("after_core_answer");
    if (state.failures > 0 || state.openedAt !== null || state.holdUntil !== null) await closeBreaker(lease, deps);
    const effect: EffectResult = {
      ...untried(item, startedAt),
      state: delivered.state,
      reason: delivered.reason,
      tried: true,
      httpStatus: delivered.tried ? 200 : null,
      payloadHash: delivered.payloadHash,
      durationMs: deps.clock.now() - startedAt,
    };
    return { effect, order: delivered.order };
  } catch (error) {
    const failure = deps.readFailure(error);
    const now = deps.clock.now();
    const verdict = judgeFailure(failure, item, { now, openMs, random: deps.random() });
    const breaker = await tellBreaker(lease, verdict, now + (failure.retryAfterMs ?? 0), deps);
    if (verdict.state === "dead") await deps.problems.raise(lease.shopId, "orders_refused");
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
    return { effect, order: row(verdict.state === "dead" ? "failed" : "pending", verdict.reason) };
  }
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
    startedAt,
    durationMs: 0,
  };
}

/** Asks the breaker. Of all that see the probe's time come, one gets it. */
async function admit(lease: Lease, now: number, deps: TurnDeps) {
  const state = await deps.breakers.read(lease.shopId);
  const admitted = admission(state, now);
  if (admitted.admit !== "probe") return { state, admitted };
  const claimProbe = (current: BreakerState) =>
    admission(current, now).admit === "probe" ? probing(current, now) : current;
  const before = await deps.breakers.update(lease.shopId, claimProbe);
  return { state: before, admitted: admission(before, now) };
}

async function closeBreaker(lease: Lease, deps: TurnDeps): Promise<void> {
  await deps.breakers.update(lease.shopId, (current) => succeeded(current, deps.clock.now()));
  for (const code of OVER_WITH_SUCCESS) await deps.problems.close(lease.shopId, code);
}

/** While the breaker is open it sets the pace, not the effect's own backoff: a probe must not cost its order an hour. */
function dueAfter(verdict: FailureVerdict, breaker: BreakerState | null, now: number, random: number): number {
  if (breaker === null || breaker.openedAt === null) return verdict.dueAt;
  return now + sleepMs(breaker, breaker.probeAt ?? now, now, random);
}

/** Gives the breaker's state afterwards, null when the failure is none of its business. */
async function tellBreaker(
  lease: Lease,
  verdict: FailureVerdict,
  quietUntil: number,
  deps: TurnDeps,
): Promise<BreakerState | null> {
  if (verdict.breaker === "answered") return null;
  const now = deps.clock.now();
  const change = (state: BreakerState) =>
    verdict.breaker === "hold"
      ? held(state, quietUntil)
      : failed(state, now, verdict.reason, verdict.breaker === "opens");
  const after = change(await deps.breakers.update(lease.shopId, change));
  if (after.openedAt !== null) {
    const known: ProblemCode[] = ["credentials_refused", "core_shop_unknown"];
    await deps.problems.raise(lease.shopId, known.find((code) => code === verdict.reason) ?? "core_unreachable");
  }
  return after;
}
