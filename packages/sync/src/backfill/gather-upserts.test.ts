import { describe, expect, test } from "vitest";
import { PlayedFailure } from "../../../../test/fakes/engine.ts";
import { NotSent } from "../pipeline/deliver-effect.ts";
import type { CallFailure } from "../pipeline/judge-failure.ts";
import { gatherUpserts } from "./gather-upserts.ts";

const never = () => new Promise<void>(() => {});

function readFailure(error: unknown): CallFailure {
  if (error instanceof PlayedFailure) return error.failure;
  throw error;
}

/** A core that keeps what it was asked, oldest first: bulk requests as lists of ids, single ones as an id. */
function stand(
  turns: number,
  plays: {
    bulk?: (ids: string[]) => readonly string[];
    alone?: (body: string) => void;
    patience?: () => Promise<void>;
    most?: number;
  } = {},
) {
  const asked: (string | string[])[] = [];
  const gathering = gatherUpserts(
    turns,
    {
      async many(orders) {
        const ids = orders.map(({ id }) => id);
        asked.push(ids);
        return plays.bulk?.(ids) ?? [];
      },
      async one({ body }) {
        asked.push(body);
        plays.alone?.(body);
      },
    },
    { readFailure, patience: plays.patience ?? never, ...(plays.most === undefined ? {} : { most: plays.most }) },
  );
  const upsert = (id: string, body = id) => gathering.upsert({ id, body });
  return { asked, gathering, upsert };
}

const settled = (work: Promise<void>[]) =>
  Promise.allSettled(work).then((results) => results.map(({ status }) => status === "fulfilled"));

describe("orders of turns that run together", () => {
  test("reach the core in one request, when each has given its order or left", async () => {
    const { asked, gathering, upsert } = stand(3);
    const work = [upsert("1"), upsert("2")];
    expect(asked).toEqual([]);
    gathering.leave();
    expect(await settled(work)).toEqual([true, true]);
    expect(asked).toEqual([["1", "2"]]);
  });

  test("do not wait for one that takes its time", async () => {
    const patience = Promise.withResolvers<void>();
    const { asked, upsert } = stand(3, { patience: () => patience.promise });
    const work = [upsert("1"), upsert("2")];
    patience.resolve();
    await settled(work);
    const late = upsert("3");
    await settled([late]);
    expect(asked).toEqual([["1", "2"], "3"]);
  });

  test("are sent once more alone where the answer does not confirm them, and fail alone", async () => {
    const { asked, upsert } = stand(3, {
      bulk: () => ["2", "3"],
      alone: (body) => {
        if (body === "3") throw new PlayedFailure({ status: 422 });
      },
    });
    expect(await settled([upsert("1"), upsert("2"), upsert("3")])).toEqual([true, true, false]);
    expect(asked).toEqual([["1", "2", "3"], "2", "3"]);
  });

  test.each([{ status: 422 }, { status: 500 }, { status: 413 }, { kind: "contract" as const }])(
    "are all sent alone where the batch as a whole got %o: part of it may have been applied",
    async (failure) => {
      const { asked, upsert } = stand(2, {
        bulk: () => {
          throw new PlayedFailure(failure);
        },
      });
      expect(await settled([upsert("1"), upsert("2")])).toEqual([true, true]);
      expect(asked).toEqual([["1", "2"], "1", "2"]);
    },
  );

  test.each([{ kind: "transport" as const }, { status: 429 }, { status: 401, credentials: true }])(
    "are left for later where the core gave %o, which counts as the one call that it was",
    async (failure) => {
      const { asked, upsert } = stand(2, {
        bulk: () => {
          throw new PlayedFailure(failure);
        },
      });
      const results = await Promise.allSettled([upsert("1"), upsert("2")]);
      expect(results).toMatchObject([{ reason: expect.any(PlayedFailure) }, { reason: expect.any(NotSent) }]);
      expect(asked).toEqual([["1", "2"]]);
    },
  );

  test("never make a request longer than the core takes", async () => {
    const { asked, upsert } = stand(3);
    const long = "x".repeat(1_000_000);
    await settled([upsert("1", long), upsert("2", long), upsert("3", "3")]);
    expect(asked.map((ids) => (Array.isArray(ids) ? ids : "alone"))).toEqual(["alone", ["2", "3"]]);
  });

  test("never make a request of more than whoever gathers them allows", async () => {
    const { asked, upsert } = stand(5, { most: 2 });
    await settled(["1", "2", "3", "4", "5"].map((id) => upsert(id)));
    expect(asked).toEqual([["1", "2"], ["3", "4"], "5"]);
  });
});
