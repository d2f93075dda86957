import type { Lease } from "../lane/lanes.ts";
import { admission, type BreakerState, failed, held, probing, succeeded, unasked } from "../outbox/breaker.ts";
import type { Destination } from "../outbox/outbox.ts";
import type { FailureVerdict } from "../pipeline/judge-failure.ts";
import type { ProblemAbout, ProblemCode } from "../pipeline/shops.ts";
import type { TurnDeps } from "./turn-deps.ts";

type BreakerDeps = Pick<TurnDeps, "breakers" | "problems" | "clock">;

/** Problems that a call which got through proves to be over. */
const OVER_WITH_SUCCESS: Record<Destination, readonly ProblemCode[]> = {
  karla: ["core_unreachable", "credentials_refused", "core_shop_unknown", "not_connected"],
  platform: ["shop_unreachable", "shop_access_refused", "shop_permission_missing"],
  catalogue: ["products_not_synced", "shop_permission_missing"],
};

/** What an open breaker is to the merchant, where its reason is no problem of its own. */
const AWAY: Record<Destination, ProblemCode> = {
  karla: "core_unreachable",
  platform: "shop_unreachable",
  catalogue: "products_not_synced",
};

/** Reasons of an open breaker that are problems of their own. */
const REFUSED: readonly ProblemCode[] = [
  "credentials_refused",
  "core_shop_unknown",
  "shop_access_refused",
  "shop_permission_missing",
];

/** Asks the breaker. Of all that see the probe's time come, one gets it. */
export async function admit(
  { lease, destination, now }: { lease: Lease; destination: Destination; now: number },
  deps: BreakerDeps,
) {
  const state = await deps.breakers.read(lease.shopId, destination);
  const admitted = admission(state, now);
  if (admitted.admit !== "probe") return { state, admitted };
  const claimProbe = (current: BreakerState) =>
    admission(current, now).admit === "probe" ? probing(current, now) : current;
  const before = await deps.breakers.update(lease.shopId, destination, claimProbe);
  return { state: before, admitted: admission(before, now) };
}

/** Of a probe that asked nobody. `given`: the breaker's state with this probe out. */
export async function passProbeOn(
  { lease, destination, given }: { lease: Lease; destination: Destination; given: BreakerState },
  { breakers, clock }: BreakerDeps,
): Promise<void> {
  await breakers.update(lease.shopId, destination, (current) => unasked(current, given, clock.now()));
}

/** A call got through: what was in the way is over. */
export async function closeBreaker(lease: Lease, destination: Destination, deps: BreakerDeps): Promise<void> {
  await deps.breakers.update(lease.shopId, destination, (current) => succeeded(current, deps.clock.now()));
  for (const code of OVER_WITH_SUCCESS[destination]) await deps.problems.close(lease.shopId, code);
}

interface Failed {
  lease: Pick<Lease, "shopId">;
  destination: Destination;
  quietUntil: number;
  about: ProblemAbout | undefined;
}

/** Gives the breaker's state afterwards, null when the failure is none of its business. */
export async function tellBreaker(
  verdict: Pick<FailureVerdict, "breaker" | "reason">,
  { lease, destination, quietUntil, about }: Failed,
  deps: BreakerDeps,
): Promise<BreakerState | null> {
  if (verdict.breaker === "answered") return null;
  const now = deps.clock.now();
  const change = (state: BreakerState) =>
    verdict.breaker === "hold"
      ? held(state, quietUntil)
      : failed(state, now, verdict.reason, verdict.breaker === "opens");
  const after = change(await deps.breakers.update(lease.shopId, destination, change));
  if (after.openedAt !== null) {
    const problem = REFUSED.find((code) => code === verdict.reason) ?? AWAY[destination];
    await deps.problems.raise(lease.shopId, problem, about);
    const raisedAt = deps.clock.now();
    // Whoever mended it since has closed the breaker, and the problem before it was raised: nothing else would close it now.
    const { openedAt } = await deps.breakers.update(lease.shopId, destination, (state) => state);
    if (openedAt === null) await deps.problems.close(lease.shopId, problem, raisedAt + 1);
  }
  return after;
}
