import type { FoundOrder } from "./order-finder.ts";
import { type Question, questionOf } from "./question-of.ts";
import type { TrackAnswer } from "./track-answer.ts";
import type { Looked } from "./track-limit.ts";
import type { ProxyRequest } from "./verify-proxy-request.ts";

export interface AnswerTrackDeps {
  findOrder: (shop: string, question: Exclude<Question, { kind: "none" }>) => Promise<FoundOrder>;
  /** The shop's own (IANA). */
  timeZoneOf: (shop: string) => Promise<string>;
  /** How many seconds to wait; null where it may go on. */
  limit: (looked: Looked) => Promise<number | null>;
  /** Resolves when an answer that gives nothing away may leave. */
  holdBack: (arrivedAt: number) => Promise<void>;
}

/** Decides what is shown at `/apps/karla/track` to whoever asks from a storefront. */
export function createTrackAnswers({ findOrder, timeZoneOf, limit, holdBack }: AnswerTrackDeps) {
  return async (
    request: ProxyRequest,
    { address, arrivedAt }: { address: string; arrivedAt: number },
  ): Promise<TrackAnswer> => {
    const { shop } = request;
    const question = questionOf(request);
    if (question.kind === "none") return { outcome: "finder", customer: request.customerId !== null };
    const order = question.kind === "link" ? question.token : question.orderNumber;
    const retryAfterSeconds = await limit({ shop, order, address });
    if (retryAfterSeconds !== null) return { outcome: "throttled", retryAfterSeconds };
    const [found, timeZone] = await Promise.all([findOrder(shop, question), timeZoneOf(shop)]);
    switch (found.outcome) {
      case "order":
        return { ...found, timeZone };
      case "not_found":
        await holdBack(arrivedAt);
        return found;
      case "unavailable":
      case "not_connected":
        return found;
    }
  };
}
