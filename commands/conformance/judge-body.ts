import type { StackStatus } from "../stack.ts";
import { compareUpsert, type Finding } from "./compare-upsert.ts";
import type { Evidence } from "./gather-evidence.ts";
import { numbersIn } from "./parcels-in-body.ts";
import type { FedBody } from "./prepare.ts";
import { type Fields, fieldsOf } from "./read-body.ts";
import { numbersTold, requestsOf, upsertsIn } from "./told-to-core.ts";
import { isSubscribed, kindOf } from "./topic-kinds.ts";

export const OUTCOMES = ["delivered", "quarantined", "skipped", "no_order", "lost"] as const;
/** `lost`: none of the others, always a violation. */
export type Outcome = (typeof OUTCOMES)[number];

export interface JudgedBody {
  file: string;
  topic: string;
  accepted: boolean;
  outcome: Outcome;
  reason: string | null;
  /** The last upsert that the core was sent, as text. */
  request: string | null;
  findings: readonly Finding[];
}

export function judgeBody(fed: FedBody, evidence: Evidence): JudgedBody {
  const { body, shop, expected, first, late } = fed;
  const { outcome, reason } = outcomeIn(evidence.once, fed);
  const again = outcomeIn(evidence.after, fed);
  const requests = requestsOf(shop.slug, evidence.requests);
  const requestsOnce = requestsOf(shop.slug, evidence.requests.slice(0, evidence.requestsOnce));
  const answers = [first, ...late].flatMap((delivery) => evidence.answers.get(delivery) ?? [0]);
  const refused = answers.filter((status) => status < 200 || status > 299);
  const findings: Finding[] = [];
  const find = (rule: string, detail: string) => findings.push({ rule, detail });

  if (refused.length > 0) find("accepted", `answered ${[...new Set(refused)].join(", ")} instead of 2xx`);
  if (outcome === "lost")
    find("undelivered", `neither delivered nor skipped nor quarantined${reason === null ? "" : ` (${reason})`}`);
  else findings.push(...compareOutcome(fed, outcome, reason));
  if (requests.length > requestsOnce.length) {
    find(
      "changed_by_repeat",
      `${requests.length - requestsOnce.length} more requests to the core after repeats and late versions`,
    );
  }
  if (again.outcome !== outcome || again.reason !== reason) {
    find("changed_by_repeat", `${outcome} ${reason ?? ""} became ${again.outcome} ${again.reason ?? ""}`);
  }
  if (outcome !== "delivered" && requests.length > 0) find("outcome", `${outcome}, and yet the core was told of it`);
  const { expectation } = expected;
  if (outcome === "delivered" && expectation.outcome === "delivered") {
    findings.push(...compareOrder(expectation.orderId, expectation.order, upsertsIn(requestsOnce)));
  }
  const [last] = requests.filter(({ method, body: text }) => method === "PUT" && text !== "").slice(-1);
  const accepted = evidence.answers.get(first)?.[0];
  return {
    file: body.file,
    topic: body.topic,
    accepted: accepted !== undefined && accepted >= 200 && accepted < 300,
    outcome,
    reason,
    request: last?.body ?? null,
    findings,
  };
}

function outcomeIn(
  { orders, quarantined }: StackStatus,
  { body, shop }: FedBody,
): { outcome: Outcome; reason: string | null } {
  const [stopped] = quarantined.filter(({ domain }) => domain === shop.domain);
  if (kindOf(body.topic) === "none" && (stopped === undefined || !isSubscribed(body.topic)))
    return { outcome: "no_order", reason: null };
  if (stopped !== undefined) return { outcome: "quarantined", reason: stopped.reason };
  const [row] = orders.filter(({ domain }) => domain === shop.domain);
  if (row === undefined) return { outcome: "lost", reason: null };
  if (row.status === "skipped") return { outcome: "skipped", reason: row.reason };
  return row.delivered ? { outcome: "delivered", reason: null } : { outcome: "lost", reason: row.reason ?? row.status };
}

function compareOutcome({ expected }: FedBody, outcome: Outcome, reason: string | null): Finding[] {
  const { expectation, mayBeQuarantined } = expected;
  if (outcome === "quarantined" && mayBeQuarantined) return [];
  const due = expectation.outcome === "skipped" ? `skipped ${expectation.reason}` : expectation.outcome;
  const is = outcome === "skipped" ? `skipped ${reason}` : outcome;
  if (due === is) return [];
  const why = outcome === "quarantined" ? ` (${reason})` : "";
  return [{ rule: "outcome", detail: `${is}${why}, the body calls for ${due}` }];
}

/** Ids, parcels and content of an order that was delivered as it should. */
function compareOrder(orderId: string, body: Fields, upserts: readonly Fields[]): Finding[] {
  const orders = upserts.map(({ order }) => fieldsOf(order) ?? {});
  const ids = [...upserts.map(({ id }) => id), ...orders.map(({ external_id: id }) => id)];
  const last = orders.at(-1);
  return [
    ...(ids.every((id) => id === orderId)
      ? []
      : [{ rule: "order_id", detail: "told under another id than the body's" }]),
    ...compareNumbers(body, numbersTold(upserts)),
    ...(last === undefined
      ? [{ rule: "undelivered", detail: "called delivered, but no upsert was taken" }]
      : compareUpsert(body, last)),
  ];
}

function compareNumbers(body: Fields, told: readonly unknown[]): Finding[] {
  const { due, possible } = numbersIn(body);
  const missing = due.filter((number) => !told.includes(number));
  const foreign = told.filter((number) => ![...due, ...possible].some((known) => known === number));
  const details = [
    ...(missing.length === 0 ? [] : [`${missing.length} of ${due.length} tracking numbers never reached the core`]),
    ...(foreign.length === 0 ? [] : [`${foreign.length} tracking numbers told that are no live numbers of the body`]),
    ...(new Set(told).size === told.length ? [] : ["a tracking number was told twice"]),
  ];
  return details.map((detail) => ({ rule: "tracking", detail }));
}
