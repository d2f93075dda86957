import type { Violation } from "../violation.ts";

/** Nothing that was acknowledged is missing, and nothing that was read. */
export function lost({ stored, due }: { stored: number; due: number }): Violation[] {
  if (stored >= due) return [];
  const detail = `${due} webhooks were acknowledged or orders read, ${stored} events are stored`;
  return [{ file: "*", rule: "acknowledged_lost", detail }];
}
