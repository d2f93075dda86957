import type { BulkPlay } from "../journal-proxy.ts";

/** A way to treat a batch of so many orders, and which of their places the answer confirms. */
interface HalfAnswer extends BulkPlay {
  confirms: readonly number[];
}

const places = (orders: number, fits: (place: number) => boolean): number[] =>
  Array.from({ length: orders }, (_, place) => place).filter(fits);
const ok = (id: string | undefined) => ({ external_id: id, status: 200 });

/** By name; they come in turn. */
const ANSWERS: Record<string, (ids: readonly string[]) => HalfAnswer> = {
  /** Every twentieth is rejected by name. */
  some_rejected(ids) {
    const taken = places(ids.length, (place) => place % 20 !== 7);
    const errors = ids.filter((_, place) => place % 20 === 7).map((id) => ({ external_id: id, detail: "rejected" }));
    return { applies: taken, confirms: taken, status: 200, answer: { errors } };
  },
  /** Six of ten are applied, and the whole is called a failure. */
  failed_half_way: (ids) => ({
    applies: places(ids.length, (place) => place < ids.length * 0.6),
    confirms: [],
    status: 500,
    answer: {},
  }),
  /** All are applied, and the answer leaves some of them out. */
  answer_too_short(ids) {
    const named = places(ids.length, (place) => place % 3 !== 0);
    return {
      applies: places(ids.length, () => true),
      confirms: named,
      status: 200,
      answer: { results: named.map((place) => ok(ids[place])) },
    };
  },
  /** All but the last are applied; the answer names them backwards, and others besides. */
  answer_in_disorder(ids) {
    const taken = places(ids.length, (place) => place < ids.length - 1);
    const results = [ok("nobody's"), ...taken.map((place) => ok(ids[place])).reverse(), ok("nobody's either")];
    return { applies: taken, confirms: taken, status: 200, answer: { results } };
  },
  /** Nothing is wrong. */
  taken: (ids) => {
    const all = places(ids.length, () => true);
    return { applies: all, confirms: all, status: 200, answer: {} };
  },
};

/** Treats batches in these ways in turn, and knows what each answer said. */
export function halfAnswers() {
  const ways = Object.entries(ANSWERS);
  const plays: Record<string, number> = Object.fromEntries(ways.map(([name]) => [name, 0]));
  const confirmed = new Set<string>();
  const unconfirmed = new Set<string>();
  let batches = 0;
  return {
    plays,
    confirmed,
    unconfirmed,
    play(ids: readonly string[]): BulkPlay {
      const way = ways[batches % ways.length];
      if (way === undefined) throw new Error("There is no way to answer.");
      const [name, answer] = way;
      batches += 1;
      plays[name] = (plays[name] ?? 0) + 1;
      const { confirms, ...play } = answer(ids);
      for (const [place, id] of ids.entries()) (confirms.includes(place) ? confirmed : unconfirmed).add(id);
      return play;
    },
  };
}
