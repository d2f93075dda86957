import { createMiddleware } from "hono/factory";
import type { CoreContext } from "./core-context.ts";
import { errorAnswer } from "./error-answer.ts";

/** Answers 500 when handling takes longer. The work may still be applied: every write here is safe to repeat. */
export function timeLimit(ms: number) {
  return createMiddleware<CoreContext>(async (_, next) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(resolve, ms, "late");
    });
    const handled = next().then(() => "handled" as const);
    try {
      if ((await Promise.race([handled, late])) === "handled") return;
      handled.catch(() => {});
      return errorAnswer(500, { message: "The request took too long" });
    } finally {
      clearTimeout(timer);
    }
  });
}
