import { type EffectReason, PRODUCT_REASONS, WAIT_REASONS } from "../pipeline/effect-reason.ts";

/**
 * Circuit breaker of one shop's destination. Pure: the state lives in the database, so that all workers share it.
 * Closed: everything passes. Open: nothing passes but one probe per interval; the first success closes it.
 */
export interface BreakerState {
  /** Failures in a row while closed. */
  failures: number;
  /** Milliseconds since the epoch; null while closed. */
  openedAt: number | null;
  /** Why it opened, e.g. `core_unreachable`, `credentials_refused`. */
  reason: string | null;
  /** When the next probe may pass. */
  probeAt: number | null;
  /** The destination asked for silence until then (429 with Retry-After). Does not open the breaker. */
  holdUntil: number | null;
  /** Milliseconds it was open in all, without the current opening. */
  openMs: number;
}

export const CLOSED: BreakerState = {
  failures: 0,
  openedAt: null,
  reason: null,
  probeAt: null,
  holdUntil: null,
  openMs: 0,
};

/** Failures in a row after which it opens. */
export const OPENS_AFTER = 5;
/** One probe per this time: at most two a minute. */
export const PROBE_EVERY_MS = 30_000;
const CREDENTIALS_REASONS = new Set([
  "credentials_refused",
  "core_shop_unknown",
  "shop_access_refused",
  "shop_permission_missing",
  "catalogue_refused",
]);
/** While our credentials are refused, one try per this time; new credentials close the breaker at once. */
export const CREDENTIALS_PROBE_EVERY_MS = 5 * 60_000;

/** Rows of a newer version may have others. */
const OPEN_REASONS: readonly EffectReason[] = [...WAIT_REASONS, ...PRODUCT_REASONS];

export type Admission = { admit: "go" } | { admit: "probe" } | { admit: "wait"; until: number; reason: EffectReason };

/** Whether an attempt may go out now. `probe` must be claimed with `probing` before it is used. */
export function admission(state: BreakerState, now: number): Admission {
  if (state.holdUntil !== null && state.holdUntil > now) {
    return { admit: "wait", until: state.holdUntil, reason: "rate_limited" };
  }
  if (state.openedAt === null) return { admit: "go" };
  const probeAt = state.probeAt ?? now;
  if (probeAt <= now) return { admit: "probe" };
  return {
    admit: "wait",
    until: probeAt,
    reason: OPEN_REASONS.find((each) => each === state.reason) ?? "core_unreachable",
  };
}

/** The state while a probe is out: nobody else probes before the next interval. */
export function probing(state: BreakerState, now: number): BreakerState {
  return { ...state, probeAt: now + probeEvery(state.reason) };
}

/** The state after a probe that asked nobody: the next may pass at once. `given`: the state with this probe out. */
export function unasked(state: BreakerState, given: BreakerState, now: number): BreakerState {
  return state.openedAt !== null && state.probeAt === given.probeAt ? { ...state, probeAt: now } : state;
}

/** The state after an attempt that reached the destination and was understood. */
export function succeeded(state: BreakerState, now: number): BreakerState {
  const holdUntil = state.holdUntil !== null && state.holdUntil > now ? state.holdUntil : null;
  return { ...CLOSED, holdUntil, openMs: openMsAt(state, now) };
}

/** The state after an attempt that failed. `opensAtOnce` for refused credentials: no second try makes them right. */
export function failed(state: BreakerState, now: number, reason: string, opensAtOnce: boolean): BreakerState {
  const failures = state.failures + 1;
  if (state.openedAt !== null) return { ...state, failures, reason, probeAt: now + probeEvery(reason) };
  if (!opensAtOnce && failures < OPENS_AFTER) return { ...state, failures };
  return { ...state, failures, reason, openedAt: now, probeAt: now + probeEvery(reason) };
}

/** The state after a 429: silence until `until`, counted as neither success nor failure. */
export function held(state: BreakerState, until: number): BreakerState {
  return { ...state, holdUntil: Math.max(state.holdUntil ?? 0, until) };
}

/** Milliseconds the breaker has been open in all, the current opening included. */
export function openMsAt(state: BreakerState, now: number): number {
  return state.openMs + (state.openedAt === null ? 0 : Math.max(0, now - state.openedAt));
}

/**
 * How long an effect that was held back sleeps. Spread over the probe interval, so that a backlog comes back as a ramp
 * and not as a wave, and longer the longer the outage lasts.
 */
export function sleepMs(state: BreakerState, until: number, now: number, random: number): number {
  const openFor = state.openedAt === null ? 0 : now - state.openedAt;
  const spread = Math.min(Math.max(openFor / 4, 5_000), 5 * 60_000);
  return Math.max(0, until - now) + Math.round(spread * random);
}

function probeEvery(reason: string | null): number {
  return CREDENTIALS_REASONS.has(reason ?? "") ? CREDENTIALS_PROBE_EVERY_MS : PROBE_EVERY_MS;
}
