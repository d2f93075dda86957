import { expect, test } from "vitest";
import { halfAnswers } from "./half-answers.ts";

const ids = (from: number) => Array.from({ length: 50 }, (_, index) => String(from + index));

test("batches are treated in each way in turn, and each order is either confirmed or not", () => {
  const batches = halfAnswers();
  for (let batch = 0; batch < 10; batch += 1) batches.play(ids(batch * 50));
  expect(Object.values(batches.plays)).toEqual([2, 2, 2, 2, 2]);
  expect(batches.confirmed.size + batches.unconfirmed.size).toBe(500);
  expect([...batches.confirmed].filter((id) => batches.unconfirmed.has(id))).toEqual([]);
});

test("what is confirmed was applied", () => {
  const batches = halfAnswers();
  for (let batch = 0; batch < 5; batch += 1) {
    const sent = ids(batch * 50);
    const { applies } = batches.play(sent);
    for (const [place, id] of sent.entries()) {
      if (batches.confirmed.has(id)) expect(applies).toContain(place);
    }
  }
});

test("only one way applies and confirms everything", () => {
  const batches = halfAnswers();
  const whole = [0, 1, 2, 3, 4].map((batch) => {
    const before = batches.unconfirmed.size;
    batches.play(ids(batch * 50));
    return batches.unconfirmed.size === before;
  });
  expect(whole).toEqual([false, false, false, false, true]);
});
