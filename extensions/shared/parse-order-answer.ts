import type { OrderAnswer, OrderRemedy, OrderStep, OrderWay } from "../../app/extension/order-answer.ts";
import { fieldsOf, textOr, textsOf, wordOf } from "./fields-of.ts";

const STATUSES = ["pending", "delivered", "skipped", "failed"] as const;
const STEPS = ["received", "mapped", "sent", "acknowledged", "written_back"] as const;
const STANDINGS = ["done", "waiting", "stopped", "left_out", "nothing_to_do", "ahead"] as const;
const PAGES = ["connection", "problems", "filters"] as const;

/**
 * Reads what the app says of an order; null where it cannot be read. App and extension are released apart from each other: what
 * either does not know of the other is left out.
 */
export function parseOrderAnswer(json: unknown): OrderAnswer | null {
  const { outcome, order } = fieldsOf(json);
  if (outcome === "nothing" || outcome === "erased") return { outcome };
  const way = outcome === "order" ? wayOf(order) : null;
  return way && { outcome: "order", order: way };
}

function wayOf(json: unknown): OrderWay | null {
  const fields = fieldsOf(json);
  const status = wordOf(STATUSES, fields.status);
  if (status === null || !Array.isArray(fields.steps)) return null;
  return {
    name: textOr(fields.name, null),
    status,
    underWay: fields.underWay === true,
    steps: fields.steps.flatMap((step) => stepOf(step) ?? []),
    sentence: textsOf(fields.sentence),
    writtenBack: fields.writtenBack == null ? null : textsOf(fields.writtenBack),
    remedy: remedyOf(fields.remedy),
    mapping: numberOf(fields.mapping),
    trackings: numberOf(fields.trackings) ?? 0,
    mutedAt: textOr(fields.mutedAt, null),
  };
}

function stepOf(json: unknown): OrderStep | null {
  const fields = fieldsOf(json);
  const [step, standing] = [wordOf(STEPS, fields.step), wordOf(STANDINGS, fields.standing)];
  return step === null || standing === null ? null : { step, standing, at: textOr(fields.at, null) };
}

function remedyOf(json: unknown): OrderRemedy | null {
  const { remedy, page, problem } = fieldsOf(json);
  if (remedy === "resync") return { remedy };
  const known = remedy === "open" ? wordOf(PAGES, page) : null;
  return known && { remedy: "open", page: known, problem: textOr(problem, null) };
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
