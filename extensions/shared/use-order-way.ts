import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { OrderAnswer } from "../../app/extension/order-answer.ts";
import { askApp, type Fetch } from "./ask-app.ts";
import { fieldsOf } from "./fields-of.ts";
import { parseOrderAnswer } from "./parse-order-answer.ts";

/** What is under way is looked at so often: half a minute in all. Whoever is still there then looks again. */
const MOST_LOOKS = 15;
const BETWEEN_LOOKS_MS = 2_000;

export type Shown = { state: "loading" } | { state: "error" } | { state: "ready"; answer: OrderAnswer };

export interface OrderWayDeps {
  fetch: Fetch;
  sleep: (ms: number) => Promise<void>;
}

export interface FollowedOrder {
  shown: Shown;
  /** `asking`: to have it sent again. `following`: that was noted, and is being done. */
  resyncing: "asking" | "following" | null;
  /** What became of the last time it was asked for; null before, and while it is. */
  resynced: "done" | "failed" | null;
  reload: () => void;
  resync: () => void;
}

/** An order's way as the app knows it: read, followed while something is under way, and asked to be sent again. */
export function useOrderWay(orderId: string, { fetch, sleep }: OrderWayDeps): FollowedOrder {
  const [shown, setShown] = useState<Shown>({ state: "loading" });
  const [resyncing, setResyncing] = useState<FollowedOrder["resyncing"]>(null);
  const [resynced, setResynced] = useState<FollowedOrder["resynced"]>(null);
  /** Counts the times it began to be followed: whoever is not the last of them stops. */
  const turn = useRef(0);
  const query = `?id=${encodeURIComponent(orderId)}`;

  /** Whether it was followed to its end. */
  const follow = useCallback(async (): Promise<boolean> => {
    turn.current += 1;
    const own = turn.current;
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const answer = parseOrderAnswer(await askApp(fetch, `/extension/order${query}`));
      if (own !== turn.current) return false;
      setShown(answer === null ? { state: "error" } : { state: "ready", answer });
      if (answer?.outcome !== "order" || !answer.order.underWay) return true;
      await sleep(BETWEEN_LOOKS_MS);
    }
    return true;
  }, [query, fetch, sleep]);

  async function resync(): Promise<void> {
    setResyncing("asking");
    setResynced(null);
    const { outcome } = fieldsOf(await askApp(fetch, `/extension/order/resync${query}`, { method: "POST" }));
    const isNoted = outcome === "asked" || outcome === "erased";
    if (isNoted) setResyncing("following");
    if (isNoted && !(await follow())) return;
    setResyncing(null);
    setResynced(isNoted ? "done" : "failed");
  }

  useEffect(() => {
    void follow();
    return () => {
      turn.current += 1;
    };
  }, [follow]);

  return {
    shown,
    resyncing,
    resynced,
    reload: () => {
      setShown({ state: "loading" });
      void follow();
    },
    resync: () => void resync(),
  };
}
