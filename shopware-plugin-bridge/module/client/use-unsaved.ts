import { useEffect } from "react";
import { useModule } from "./module-context.ts";

/** While something is not saved the page is not left unasked: not for another one, and not by closing the browser. */
export function useUnsaved(unsaved: boolean): void {
  const { router } = useModule();
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    router.hold(true);
    window.addEventListener("beforeunload", ask);
    return () => {
      router.hold(false);
      window.removeEventListener("beforeunload", ask);
    };
  }, [router, unsaved]);
}
