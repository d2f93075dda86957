/** Text keys for why an order is not sent again, best first. What keeps any order from being sent has its words already. */
export function sentenceOfRefusal(reason: string | null): string[] {
  return reason === null ? ["reasons.unknown"] : [`replay.reason.${reason}`, `reasons.${reason}`, "reasons.unknown"];
}
