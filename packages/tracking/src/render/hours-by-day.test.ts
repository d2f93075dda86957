import fc from "fast-check";
import { expect, test } from "vitest";
import { hoursByDay } from "./hours-by-day.ts";

const WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const week = (...hours: string[]) =>
  hours.flatMap((each, day) => (each === "" ? [] : [{ days: WEEK[day] ?? null, hours: each }]));

test("days that follow each other and are open alike are one line, in whatever order they came", () => {
  expect(hoursByDay(week("8-19", "8-19", "8-19", "8-19", "8-19", "9-14").reverse())).toEqual([
    { from: 0, to: 4, hours: "8-19" },
    { from: 5, to: 5, hours: "9-14" },
  ]);
  expect(hoursByDay(week("8-12", "", "8-12"))).toHaveLength(2);
});

test("what is not all weekdays stays as it is", () => {
  expect(hoursByDay([...week("8-19"), { days: "holidays", hours: "10-12" }])).toBeNull();
  expect(hoursByDay([{ days: null, hours: "8-19" }])).toBeNull();
});

test("no day is lost or made up, whichever are open", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("", "8-19", "9-14"), { minLength: 7, maxLength: 7 }), (hours) => {
      const told = (hoursByDay(week(...hours)) ?? []).flatMap(({ from, to, hours: each }) =>
        Array.from({ length: to - from + 1 }, (_, index) => [from + index, each]),
      );
      expect(told).toEqual(hours.flatMap((each, day) => (each === "" ? [] : [[day, each]])));
    }),
  );
});
