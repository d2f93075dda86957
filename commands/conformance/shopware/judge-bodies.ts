import type { StackStatus } from "../../stack.ts";
import type { Finding } from "../compare-upsert.ts";
import type { JudgedBody, Outcome } from "../judge-body.ts";
import { judgeRequests } from "../judge-requests.ts";
import type { RunVerdict } from "../judge-run.ts";
import type { RecordedRequest } from "../recording-proxy.ts";
import { requestsOf, upsertsIn } from "../told-to-core.ts";
import { compareHeld } from "./compare-held.ts";
import { lost } from "./lost.ts";
import type { BodiesEvidence, BodyEvidence } from "./play-bodies.ts";
import type { ShopwareBody } from "./prepare-bodies.ts";
import { rightStateOf } from "./right-body-of.ts";

/** Everything that the run shows, but for the logs. */
export function judgeBodies(
  prepared: readonly ShopwareBody[],
  evidence: BodiesEvidence,
  requests: readonly RecordedRequest[],
): RunVerdict {
  const bodies = prepared.flatMap((each) => {
    const seen = evidence.bodies.get(each);
    return seen === undefined ? [] : [judgeBody(each, seen, evidence, requests)];
  });
  return {
    bodies,
    paired: { bodies: 0, delivered: 0 },
    violations: [
      ...bodies.flatMap(({ file, findings }) => findings.map((finding) => ({ file, ...finding }))),
      ...prepared.flatMap(({ body, slug }) => judgeRequests(body.file, requestsOf(slug, requests))),
      ...lost(evidence),
      ...(evidence.after.settled
        ? []
        : [{ file: "*", rule: "unsettled", detail: "work was left when nothing moved any more" }]),
    ],
  };
}

function judgeBody(
  { body, slug, orderId, expected }: ShopwareBody,
  { shopId, answers, held }: BodyEvidence,
  { once, after, requestsOnce }: BodiesEvidence,
  requests: readonly RecordedRequest[],
): JudgedBody {
  const { outcome, reason } = outcomeIn(once, shopId);
  const again = outcomeIn(after, shopId);
  const own = requestsOf(slug, requests);
  const more = own.length - requestsOf(slug, requests.slice(0, requestsOnce)).length;
  const refused = answers.filter((status) => status < 200 || status > 299);
  const findings: Finding[] = [];
  const find = (rule: string, detail: string) => findings.push({ rule, detail });

  if (refused.length > 0) find("accepted", `answered ${[...new Set(refused)].join(", ")} instead of 2xx`);
  const due = expected.outcome === "skipped" ? `skipped ${expected.reason}` : expected.outcome;
  const is = outcome === "skipped" ? `skipped ${reason}` : outcome;
  if (due !== is) find("outcome", `${is}${outcome === "quarantined" ? ` (${reason})` : ""}, the body calls for ${due}`);
  if (more > 0) find("changed_by_repeat", `${more} more requests to the core after a repeat`);
  if (again.outcome !== outcome || again.reason !== reason) {
    find("changed_by_repeat", `${outcome} ${reason ?? ""} became ${again.outcome} ${again.reason ?? ""}`);
  }
  if (outcome !== "delivered" && own.length > 0) find("outcome", `${outcome}, and yet the core was told of it`);
  if (outcome === "delivered" && expected.outcome === "delivered") {
    const told = upsertsIn(own);
    const order = held.get(orderId ?? "");
    findings.push(...compareHeld(rightStateOf(expected.order), { order, told }, expected.order).findings);
  }
  const [last] = own.filter(({ method, body: text }) => method === "PUT" && text !== "").slice(-1);
  const [first = 0] = answers;
  return {
    file: body.file,
    topic: body.topic,
    accepted: first >= 200 && first < 300,
    outcome,
    reason,
    request: last?.body ?? null,
    findings,
  };
}

/** An order that nobody finds, and what names none, leaves no trace but the event. */
function outcomeIn({ orders, quarantined }: StackStatus, shopId: string): { outcome: Outcome; reason: string | null } {
  const stopped = quarantined.find(({ domain }) => domain === shopId);
  if (stopped !== undefined) return { outcome: "quarantined", reason: stopped.reason };
  const row = orders.find(({ domain }) => domain === shopId);
  if (row === undefined) return { outcome: "no_order", reason: null };
  if (row.status === "skipped") return { outcome: "skipped", reason: row.reason };
  return row.delivered ? { outcome: "delivered", reason: null } : { outcome: "lost", reason: row.reason ?? row.status };
}
