import type { Delivered } from "../load/open-loop.ts";

/** What became of the deliveries of one sending. */
export interface JudgedAnswers {
  acknowledged: Delivered[];
  /** 503 with Retry-After: to be sent again. */
  shed: Delivered[];
  /** What a sender cannot work with: no answer, another status, a 503 that does not say when to come again. */
  faults: string[];
}

export function judgeAnswers(delivered: readonly Delivered[]): JudgedAnswers {
  const acknowledged: Delivered[] = [];
  const shed: Delivered[] = [];
  const wrong = new Map<string, number>();
  for (const each of delivered) {
    if (each.status >= 200 && each.status < 300) acknowledged.push(each);
    else if (each.status === 503 && /^[1-9]\d*$/.test(each.retryAfter)) shed.push(each);
    else {
      const what =
        each.status === 0 ? "no answer" : each.status === 503 ? "503 without Retry-After" : String(each.status);
      wrong.set(what, (wrong.get(what) ?? 0) + 1);
    }
  }
  const faults = [...wrong].map(([what, count]) => `storm: ${count} deliveries got ${what}`);
  return { acknowledged, shed, faults };
}
