import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { ProblemNotices } from "@karla/sync/problem-notices";
import { problemsOver, problemsToTell } from "@karla/sync/problems-to-tell";
import type { ProblemCode } from "@karla/sync/shops";
import { AdminError } from "../admin/admin-error.ts";
import { clientOfShop, type ShopClientDeps } from "../admin/client-of-shop.ts";
import type { ProblemTrigger } from "./flow-fields.ts";
import type { FlowPayload } from "./flow-payload-of.ts";
import { problemPayloadOf } from "./problem-payload-of.ts";
import { startFlow } from "./start-flow.ts";

interface FlowNoticesDeps extends ShopClientDeps {
  notices: ProblemNotices;
  clock: Clock;
  log: FlowNoticesLog;
}

interface FlowNoticesLog {
  warn(fields: Readonly<Record<string, string | null>>, message: string): void;
}

interface Notice {
  handle: ProblemTrigger;
  payload: FlowPayload;
  /** Notes that the merchant was told. */
  note: (shopId: ShopId, code: ProblemCode) => Promise<void>;
  code: ProblemCode;
}

/**
 * Lets a merchant's workflows hear of problems: once where one opens, and once where one is over of which they heard. A shop that
 * cannot be told keeps its problems on the pages of the app.
 */
export function createFlowNotices(deps: FlowNoticesDeps): (shopId: ShopId, until: number) => Promise<void> {
  const { clock, log } = deps;
  return async (shopId, until) => {
    const due = await noticesOf(shopId, deps);
    if (due.length === 0) return;
    try {
      const client = await clientOfShop(deps, shopId);
      for (const { handle, payload, note, code } of due) {
        if (clock.now() >= until) return;
        const started = await startFlow(client, { handle, payload }).catch(async (error: unknown) => {
          // It may have run all the same: told late is better than told every quarter of an hour.
          if (error instanceof AdminError && error.reached) await note(shopId, code);
          throw error;
        });
        if (started === "no_such_trigger") return;
        await note(shopId, code);
      }
    } catch (error) {
      if (!(error instanceof AdminError)) throw error;
      log.warn({ shopId, why: error.kind, code: error.code }, "the merchant could not be told of a problem");
    }
  };
}

async function noticesOf(shopId: ShopId, { notices, clock }: FlowNoticesDeps): Promise<Notice[]> {
  const problems = await notices.of(shopId);
  const failed = problemsToTell(problems, clock.now()).map((problem): Notice => {
    const payload = problemPayloadOf(problem);
    return { handle: "karla-sync-failed", payload, note: notices.told, code: problem.code };
  });
  const recovered = problemsOver(problems).map((problem): Notice => {
    const payload = problemPayloadOf(problem);
    return { handle: "karla-sync-recovered", payload, note: notices.overTold, code: problem.code };
  });
  return [...recovered, ...failed];
}
