import type { OpeningHours } from "../tracked-order.ts";

/** Hours of a run of days, which are alike: 0 is Monday. */
export interface HoursByDay {
  readonly from: number;
  readonly to: number;
  readonly hours: string;
}

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** The hours of a week in as few lines as they need; null where not every line is of one weekday by its English name. */
export function hoursByDay(openingHours: readonly OpeningHours[]): HoursByDay[] | null {
  const days = openingHours.map(({ days, hours }) => ({ day: WEEKDAYS.indexOf(days?.toLowerCase() ?? ""), hours }));
  if (days.some(({ day }) => day < 0)) return null;
  const runs: HoursByDay[] = [];
  for (const { day, hours } of days.sort((one, other) => one.day - other.day)) {
    const last = runs.at(-1);
    const goesOn = last !== undefined && last.to === day - 1 && last.hours === hours;
    if (goesOn) runs.splice(-1, 1, { ...last, to: day });
    else runs.push({ from: day, to: day, hours });
  }
  return runs;
}
