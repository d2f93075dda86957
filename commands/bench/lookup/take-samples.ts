import { inFlight } from "./in-flight.ts";
import type { Answer, Look, StorefrontVisitor } from "./storefront-visitor.ts";

export const KINDS = ["unknown", "wrong zip code", "redacted"] as const;
export type Kind = (typeof KINDS)[number];

/** An answer that says nothing leaves at a multiple of this. */
const HELD_MS = 300;

export interface Samples {
  /** Of each kind, in milliseconds. */
  times: Record<Kind, number[]>;
  /** Each answer that differs from all before, and of which kind it was. */
  different: { kind: Kind; answer: Answer }[];
  /** Of each kind: looks to which the core did not answer in time, which were taken again. */
  away: Record<Kind, number>;
}

/**
 * Looks at one order of each kind in turn, of three another one first each time. So many looks at once begin evenly spread: all
 * are held for one time, so that those that begin together stay together.
 */
export async function takeSamples(
  visitor: Pick<StorefrontVisitor, "visit">,
  { each, atOnce, lookOf }: { each: number; atOnce: number; lookOf: (kind: Kind, index: number) => Look },
): Promise<Samples> {
  const samples: Samples = {
    times: { unknown: [], "wrong zip code": [], redacted: [] },
    different: [],
    away: { unknown: 0, "wrong zip code": 0, redacted: 0 },
  };
  const seen = new Set<string>();
  const items = Array.from({ length: each }, (_, index) => turned(index).map((kind) => ({ kind, index }))).flat();
  await inFlight({ items, most: atOnce, apartMs: HELD_MS / atOnce }, async ({ kind, index }) => {
    let answer = await visitor.visit(lookOf(kind, index));
    while (answer.isAway) {
      samples.away[kind] += 1;
      answer = await visitor.visit(lookOf(kind, index));
    }
    samples.times[kind].push(answer.ms);
    if (seen.has(answer.text)) return;
    seen.add(answer.text);
    samples.different.push({ kind, answer });
  });
  return samples;
}

function turned(by: number): Kind[] {
  const first = by % KINDS.length;
  return [...KINDS.slice(first), ...KINDS.slice(0, first)];
}
