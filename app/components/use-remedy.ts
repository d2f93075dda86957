import type { ProblemActions, Remedy } from "@karla/merchant-ui/data";
import { useFetcher, useNavigate } from "@remix-run/react";

/** What a problem's button does: goes where it is mended, or has the server mend it. */
export function useRemedy(): ProblemActions {
  const navigate = useNavigate();
  const fetcher = useFetcher();
  return {
    onRemedy(remedy: Remedy, code: string) {
      if (remedy === "open_connection") return navigate("/app/connection");
      if (remedy === "open_mapping") return navigate("/app/mapping");
      if (remedy === "open_personal_data") return navigate("/app/personal-data");
      fetcher.submit({ remedy, code }, { method: "POST", action: "/app/problems" });
    },
    busyCode: fetcher.state === "idle" ? null : String(fetcher.formData?.get("code") ?? ""),
  };
}
