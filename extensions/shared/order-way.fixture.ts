import type { OrderAnswer, OrderWay } from "../../app/extension/order-answer.ts";

const at = (minute: number) => `2026-11-29T10:0${minute}:00.000Z`;

/** An order that went all the way, or differs from it. */
export function wayWith(changes: Partial<OrderWay> = {}): OrderAnswer {
  return {
    outcome: "order",
    order: {
      name: "#1001",
      status: "delivered",
      underWay: false,
      steps: [
        { step: "received", standing: "done", at: at(0) },
        { step: "mapped", standing: "done", at: at(1) },
        { step: "sent", standing: "done", at: at(2) },
        { step: "acknowledged", standing: "done", at: at(3) },
        { step: "written_back", standing: "waiting", at: null },
      ],
      sentence: ["reasons.delivered"],
      writtenBack: null,
      remedy: null,
      mapping: 3,
      trackings: 1,
      mutedAt: null,
      ...changes,
    },
  };
}

export const FAILED: Partial<OrderWay> = {
  status: "failed",
  sentence: ["reasons.one_of_tomorrow", "reasons.refused_by_core"],
  remedy: { remedy: "resync" },
};
