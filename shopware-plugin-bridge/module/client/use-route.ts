import { useSyncExternalStore } from "react";
import type { RouterState } from "./create-router.ts";
import { useModule } from "./module-context.ts";

/** Where the module is. */
export function useRoute(): RouterState {
  const { router } = useModule();
  return useSyncExternalStore(router.subscribe, router.state, router.state);
}
