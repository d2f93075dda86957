/** @jsxImportSource react */
import { HomePage } from "@karla/merchant-ui/home-page";
import { useModule } from "../module-context.ts";
import { orderHref } from "../order-href.ts";
import { hrefOf, hrefOfOrder } from "../route-of.ts";
import { usePageData } from "../use-page-data.ts";
import { MoveBanner } from "./move-banner.tsx";
import { NotSent } from "./not-sent.tsx";
import { useRemedy } from "./use-remedy.ts";

const always = () => true;

export function Home() {
  const { router, view, adminUrl } = useModule();
  const { shown, again } = usePageData("home", { goesOn: always });
  const remedy = useRemedy(again);
  return (
    <>
      <NotSent answer={remedy.answer} />
      <MoveBanner move={shown.state === "ready" ? shown.data.move : null} onAnswer={again} />
      <HomePage
        data={shown.state === "ready" ? { state: "ready", ...shown.data, ...view } : shown}
        actions={{
          ...remedy.actions,
          onConnect: () => router.go(hrefOf("connection")),
          onOpenProblems: () => router.go(hrefOf("problems")),
          onReload: again,
          importHref: hrefOf("import"),
          certificateHref: hrefOf("certificate"),
          orderHref: (order) => orderHref(adminUrl, order),
          onSendAgain: ({ id }) => router.go(hrefOfOrder(id)),
        }}
      />
    </>
  );
}
