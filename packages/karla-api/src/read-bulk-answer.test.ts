import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { notTaken } from "./read-bulk-answer.ts";

const IDS = ["1", "2", "3"];

describe("the answer to a bulk upsert", () => {
  test("without any list means that all were taken", () => {
    for (const answer of [{}, "", null, "ok", { message: "done", count: 3 }]) expect(notTaken(answer, IDS)).toEqual([]);
  });

  test("that lists failures leaves those to be sent alone", () => {
    expect(notTaken({ errors: [{ id: "2", detail: "zip_code_invalid" }] }, IDS)).toEqual(["2"]);
    expect(notTaken({ failed: ["3"] }, IDS)).toEqual(["3"]);
    expect(notTaken({ errors: [] }, IDS)).toEqual([]);
  });

  test("that lists a failure of nobody in particular leaves all of them", () => {
    expect(notTaken({ errors: [{ detail: "something" }] }, IDS)).toEqual(IDS);
  });

  test("that lists results, in any order, takes only those that it names without a word of failure", () => {
    const results = [
      { external_id: "3", status: 200 },
      { external_id: "1", status: 422 },
    ];
    expect(notTaken({ results }, IDS)).toEqual(["1", "2"]);
    expect(notTaken([{ id: 1 }, { id: 2, error: "no" }, { id: 3, errors: [] }], IDS)).toEqual(["2"]);
  });

  test("that is longer than what was sent, or names others, says nothing about ours", () => {
    expect(notTaken({ results: [{ id: "7" }, { id: "8" }, { id: "9" }, { id: "1" }] }, IDS)).toEqual(["2", "3"]);
  });

  test("without ids is read by place where there is one for each", () => {
    expect(notTaken({ results: [{ ok: true }, { ok: true }, { ok: true }] }, IDS)).toEqual([]);
    expect(notTaken({ results: [{ ok: true }, { ok: true }] }, IDS)).toEqual(IDS);
    expect(notTaken({ results: [{ ok: true }, { ok: false }, { ok: true }] }, IDS)).toEqual(["2"]);
  });

  test("never throws, and never names an order that was not sent", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        for (const id of notTaken(answer, IDS)) expect(IDS).toContain(id);
      }),
    );
  });
});
