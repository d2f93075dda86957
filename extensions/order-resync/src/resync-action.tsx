import type { OrderAnswer } from "../../../app/extension/order-answer.ts";
import { bestWords } from "../../shared/best-words.ts";
import { type OrderWayDeps, useOrderWay } from "../../shared/use-order-way.ts";

const TONES = { pending: "info", delivered: "success", skipped: "warning", failed: "critical" } as const;

/** The window of the action: what it does, the button that does it, and what became of it. */
export function ResyncAction(deps: OrderWayDeps) {
  const { i18n, data, close } = shopify;
  const { shown, resyncing, resynced, resync } = useOrderWay(data.selected[0]?.id ?? "", deps);
  const isErased = shown.state === "ready" && shown.answer.outcome === "erased";
  return (
    <s-admin-action heading={i18n.translate("name")}>
      <s-stack gap="base">
        {isErased ? (
          <s-paragraph>{i18n.translate("reasons.redacted")}</s-paragraph>
        ) : (
          <s-paragraph>{i18n.translate("action.what")}</s-paragraph>
        )}
        {resyncing !== null && <s-spinner accessibilityLabel={i18n.translate(`action.${resyncing}`)} />}
        {resynced === "failed" && <s-banner tone="critical">{i18n.translate("action.failed")}</s-banner>}
        {resynced === "done" && shown.state === "ready" && <Result answer={shown.answer} />}
        {resynced === "done" && shown.state === "error" && (
          <s-banner tone="info">{i18n.translate("action.noted")}</s-banner>
        )}
      </s-stack>
      {resynced !== "done" && !isErased && (
        <s-button slot="primary-action" variant="primary" onClick={resync} loading={resyncing !== null}>
          {i18n.translate("action.resync")}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={close}>
        {i18n.translate("action.close")}
      </s-button>
    </s-admin-action>
  );
}

/** What became of it, as far as it is known. */
function Result({ answer }: { answer: OrderAnswer }) {
  const { i18n } = shopify;
  switch (answer.outcome) {
    // It was noted a moment ago, and nobody has looked at it yet.
    case "nothing":
      return <s-banner tone="info">{i18n.translate("action.noted")}</s-banner>;
    case "erased":
      return null;
    case "order": {
      const { status, underWay, sentence } = answer.order;
      const words = underWay ? i18n.translate("action.noted") : bestWords(i18n.translate, sentence);
      return <s-banner tone={underWay ? "info" : TONES[status]}>{words}</s-banner>;
    }
  }
}
