/** @jsxImportSource react */
import { PrimitivesProvider } from "@karla/merchant-ui/primitives";
import { useEffect, useMemo, useState } from "react";
import { ArrivalProvider } from "./arrival.ts";
import { createModuleApi } from "./create-module-api.ts";
import type { Router } from "./create-router.ts";
import { LeaveQuestion } from "./leave-question.tsx";
import { ModuleProvider } from "./module-context.ts";
import { Navigation } from "./navigation.tsx";
import { PageFailure } from "./page-failure.tsx";
import { Failed } from "./pages/failed.tsx";
import { RoutedPage } from "./pages/routed-page.tsx";
import { primitives } from "./primitives/primitives.tsx";
import type { Start } from "./read-start.ts";
import { SessionOver } from "./session-over.tsx";
import { useRoute } from "./use-route.ts";

interface ModuleAppProps {
  start: Start;
  router: Router;
  fetch: typeof fetch;
  /** Tells the administration that something is to be seen: it waits five seconds for it. */
  onShown: () => void;
}

/** The navigation, and the page that it leads to. */
export function ModuleApp({ start, router, fetch, onShown }: ModuleAppProps) {
  /** Once the session is over: how often something was asked for since, each time of which it is told anew. */
  const [presses, setPresses] = useState<number | null>(null);
  const module = useMemo(() => {
    const { session, language, adminUrl, timeZone, locale } = start;
    const onOver = (pressed: boolean) => setPresses((times) => (times ?? 0) + (pressed ? 1 : 0));
    const api = createModuleApi({ fetch, session, onOver });
    return { api, router, language, adminUrl, view: { timeZone, locale } };
  }, [start, router, fetch]);
  useEffect(onShown, [onShown]);
  return (
    <ModuleProvider value={module}>
      <PrimitivesProvider value={primitives}>
        <Navigation />
        <main>
          {presses === null ? null : <SessionOver key={presses} pressed={presses > 0} />}
          <LeaveQuestion />
          <Visit />
        </main>
      </PrimitivesProvider>
    </ModuleProvider>
  );
}

/** Each time that a page is gone to it is another one, with nothing left of the last time. */
function Visit() {
  const { route, visits } = useRoute();
  const arrival = useMemo(() => ({ byLink: visits > 0, led: false }), [visits]);
  return (
    <ArrivalProvider value={arrival}>
      <PageFailure key={visits} instead={<Failed />}>
        <RoutedPage route={route} />
      </PageFailure>
    </ArrivalProvider>
  );
}
