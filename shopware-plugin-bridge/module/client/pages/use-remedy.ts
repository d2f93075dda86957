import type { ProblemActions, Remedy } from "@karla/merchant-ui/data";
import { useModule } from "../module-context.ts";
import { hrefOf } from "../route-of.ts";
import { type Asking, useAsk } from "../use-ask.ts";

/** What a problem's button does: goes where it is mended, or has the server mend it. */
export function useRemedy(onAnswer: () => void): { actions: ProblemActions; answer: Asking<"problems">["answer"] } {
  const { router } = useModule();
  const { ask, busy, answer } = useAsk("problems", onAnswer);
  return {
    actions: {
      onRemedy(remedy: Remedy, code: string) {
        if (remedy === "open_connection") return router.go(hrefOf("connection"));
        if (remedy === "open_mapping") return router.go(hrefOf("mapping"));
        if (remedy === "open_personal_data") return router.go(hrefOf("personal-data"));
        ask({ remedy, code });
      },
      busyCode: busy?.code ?? null,
    },
    answer,
  };
}
