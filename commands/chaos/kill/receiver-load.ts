import type { Receiver } from "../shop/selling-shop.ts";

/** What the shops see of each receiver: whether it has work, and since when it answers. */
export interface ReceiverLoad {
  /** To be called around each try of a delivery. */
  attempt(receiver: Receiver, ask: () => Promise<Response>): Promise<Response>;
  /** Deliveries that it has not answered yet. */
  underWay(name: string): number;
  /** Resolves at its first 2xx from now on, with the time of that (milliseconds since the epoch). */
  nextAck(name: string): Promise<number>;
  /** Answers 503, and those of them that did not say when to come again. */
  refusals(): { count: number; without_retry_after: number };
}

export function createReceiverLoad(): ReceiverLoad {
  const underWay = new Map<string, number>();
  const waiting = new Map<string, ((at: number) => void)[]>();
  const refusals = { count: 0, without_retry_after: 0 };
  const change = (name: string, by: number) => underWay.set(name, (underWay.get(name) ?? 0) + by);

  function answered(name: string, response: Response): void {
    if (response.status === 503) {
      refusals.count += 1;
      if (!response.headers.has("retry-after")) refusals.without_retry_after += 1;
    }
    if (!response.ok) return;
    const at = Date.now();
    for (const tell of waiting.get(name) ?? []) tell(at);
    waiting.delete(name);
  }

  return {
    async attempt({ name }, ask) {
      change(name, 1);
      try {
        const response = await ask();
        answered(name, response);
        return response;
      } finally {
        change(name, -1);
      }
    },
    underWay: (name) => underWay.get(name) ?? 0,
    nextAck: (name) =>
      new Promise((resolve) => {
        waiting.set(name, [...(waiting.get(name) ?? []), resolve]);
      }),
    refusals: () => refusals,
  };
}
