import { type OrderWayDeps, useOrderWay } from "../../shared/use-order-way.ts";
import { OrderWayView } from "./order-way-view.tsx";

/** The block: what became of this order on its way to Karla, and the one button that helps. */
export function OrderWayBlock(deps: OrderWayDeps) {
  const { i18n, data } = shopify;
  const { shown, resyncing, resynced, reload, resync } = useOrderWay(data.selected[0]?.id ?? "", deps);
  const resyncButton = (
    <s-button onClick={resync} loading={resyncing !== null}>
      {i18n.translate("block.resync")}
    </s-button>
  );

  function content() {
    switch (shown.state) {
      case "loading":
        return <s-spinner accessibilityLabel={i18n.translate("block.loading")} />;
      case "error":
        return (
          <s-banner tone="critical" heading={i18n.translate("block.error_title")}>
            <s-paragraph>{i18n.translate("block.error_text")}</s-paragraph>
            <s-button onClick={reload}>{i18n.translate("block.try_again")}</s-button>
          </s-banner>
        );
      case "ready":
        switch (shown.answer.outcome) {
          case "nothing":
            return (
              <>
                <s-paragraph>{i18n.translate("block.nothing")}</s-paragraph>
                {resyncButton}
              </>
            );
          case "erased":
            return <s-paragraph>{i18n.translate("reasons.redacted")}</s-paragraph>;
          case "order":
            return <OrderWayView order={shown.answer.order} resyncButton={resyncButton} />;
        }
    }
  }

  return (
    <s-admin-block heading={i18n.translate("name")}>
      <s-stack gap="base">
        {resynced === "failed" && <s-banner tone="critical">{i18n.translate("block.resync_failed")}</s-banner>}
        {content()}
      </s-stack>
    </s-admin-block>
  );
}
