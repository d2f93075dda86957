/** @jsxImportSource react */
import { ProblemsPage } from "@karla/merchant-ui/problems-page";
import { useModule } from "../module-context.ts";
import { hrefOf } from "../route-of.ts";
import { usePageData } from "../use-page-data.ts";
import { NotSent } from "./not-sent.tsx";
import { useRemedy } from "./use-remedy.ts";

const always = () => true;

export function Problems() {
  const { router, view } = useModule();
  const { shown, again } = usePageData("problems", { goesOn: always });
  const remedy = useRemedy(again);
  return (
    <>
      <NotSent answer={remedy.answer} />
      <ProblemsPage
        data={shown.state === "ready" ? { state: "ready", ...shown.data, ...view } : shown}
        actions={{ ...remedy.actions, onOpenHome: () => router.go(hrefOf("home")), onReload: again }}
      />
    </>
  );
}
