import type { Evidence } from "./gather-evidence.ts";
import { type JudgedBody, judgeBody } from "./judge-body.ts";
import { judgePair } from "./judge-pair.ts";
import { judgeRequests } from "./judge-requests.ts";
import type { Prepared } from "./prepare.ts";
import { requestsOf } from "./told-to-core.ts";
import { kindOf } from "./topic-kinds.ts";
import type { Violation } from "./violation.ts";

export interface RunVerdict {
  bodies: readonly JudgedBody[];
  paired: { bodies: number; delivered: number };
  violations: readonly Violation[];
}

/** Everything that the run shows, but for the logs. */
export function judgeRun({ fed, pairs }: Prepared, evidence: Evidence): RunVerdict {
  const bodies = fed.map((body) => judgeBody(body, evidence));
  const judgedPairs = pairs.map((pair) => judgePair(pair, evidence));
  return {
    bodies,
    paired: { bodies: pairs.length, delivered: judgedPairs.filter(({ delivered }) => delivered).length },
    violations: [
      ...bodies.flatMap(({ file, findings }) => findings.map((finding) => ({ file, ...finding }))),
      ...judgedPairs.flatMap(({ violations }) => violations),
      ...[...fed.map(({ body, shop }) => ({ file: body.file, shop })), ...pairs].flatMap(({ file, shop }) =>
        judgeRequests(file, requestsOf(shop.slug, evidence.requests)),
      ),
      ...judgeInbox({ fed, pairs }, evidence),
    ],
  };
}

/** Nothing that was acknowledged is missing. What concerns the shop alone may be erased again, as some of it asks for. */
function judgeInbox({ fed }: Prepared, { before, once, after, answers }: Evidence): Violation[] {
  const acknowledged = [...answers.values()].filter((list) =>
    list.some((status) => status >= 200 && status < 300),
  ).length;
  const erasable = fed.filter(({ body }) => kindOf(body.topic) === "none").length;
  const stored = after.events.total - before.events.total;
  const lost = acknowledged - stored - erasable;
  return [
    ...(lost > 0
      ? [
          {
            file: "*",
            rule: "acknowledged_lost",
            detail: `${acknowledged} events were acknowledged, ${stored} are stored`,
          },
        ]
      : []),
    ...(once.settled && after.settled
      ? []
      : [{ file: "*", rule: "unsettled", detail: "the pipeline made no progress for a minute" }]),
  ];
}
