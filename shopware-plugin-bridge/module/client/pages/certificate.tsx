/** @jsxImportSource react */
import { CertificatePage } from "@karla/merchant-ui/certificate-page";
import { saveAsFile } from "@karla/merchant-ui/parts/save-as-file";
import { useModule } from "../module-context.ts";
import { orderHref } from "../order-href.ts";
import type { PageData, PageTalk } from "../page-data.ts";
import { hrefOf } from "../route-of.ts";
import { useAsk } from "../use-ask.ts";
import { usePageData } from "../use-page-data.ts";

const MEDIA_TYPES = { json: "application/json", csv: "text/csv;charset=utf-8" } as const;

/** Until the first account is there it may come at any time. */
const goesOn = ({ counting, days }: PageData["certificate"]) => counting || days.length === 0;

/** `day`: the one that is opened, null for all. */
export function Certificate({ day }: { day: string | null }) {
  const { router, view, adminUrl } = useModule();
  const { shown, again } = usePageData("certificate", { query: day === null ? "" : `day=${day}`, goesOn });
  const onAnswer = (answer: PageTalk["certificate"]["answer"]) => {
    if (answer.outcome === "counting") return again();
    saveAsFile(`karla-certificate.${answer.format}`, answer.text, MEDIA_TYPES[answer.format]);
  };
  const { ask, busy, answer } = useAsk("certificate", onAnswer);
  const notSent = busy === null && answer?.outcome === "not_sent";
  const stateOf = ({ counting, ...found }: PageData["certificate"]) =>
    ({ ...found, ...view, state: "ready", day, busy: busy?.intent ?? (counting ? "count" : null), notSent }) as const;
  return (
    <CertificatePage
      data={shown.state === "ready" ? stateOf(shown.data) : shown}
      actions={{
        onRefresh: () => ask({ intent: "count" }),
        onDownload: (intent) => ask({ intent }),
        onOpenConnection: () => router.go(hrefOf("connection")),
        onOpenHome: () => router.go(hrefOf("home")),
        onOpenDays: () => router.go(hrefOf("certificate")),
        onReload: again,
        dayHref: (one) => hrefOf("certificate", one),
        orderHref: (order) => orderHref(adminUrl, order),
      }}
    />
  );
}
