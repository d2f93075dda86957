import { readDate } from "./read-date.ts";

/** What a text looks like to whoever is to map it. */
export const KINDS = ["empty", "yes_no", "number", "date", "email", "url", "text"] as const;
export type Kind = (typeof KINDS)[number];

const YES_NO = new Set(["yes", "no", "ja", "nein", "true", "false", "on", "off"]);
const NUMBER = /^[+-]?\d{1,3}(?:[.,\s']?\d{3})*(?:[.,]\d{1,6})?$|^[+-]?\d+(?:[.,]\d+)?$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function kindOf(value: string): Kind {
  const said = value.trim();
  if (said === "") return "empty";
  if (YES_NO.has(said.toLowerCase())) return "yes_no";
  if (readDate(said, "iso") !== null || readDate(said, "d.m.y") !== null || readDate(said, "m/d/y") !== null)
    return "date";
  if (said.length <= 40 && NUMBER.test(said)) return "number";
  if (said.length <= 254 && EMAIL.test(said)) return "email";
  return /^https?:\/\//i.test(said) && URL.canParse(said) ? "url" : "text";
}
