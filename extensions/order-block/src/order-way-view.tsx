import type { ComponentChild } from "preact";
import type { OrderRemedy, OrderStep, OrderWay } from "../../../app/extension/order-answer.ts";
import { bestWords } from "../../shared/best-words.ts";

const TONES = { pending: "info", delivered: "success", skipped: "neutral", failed: "critical" } as const;
const STEP_TONES = {
  done: "success",
  waiting: "info",
  stopped: "critical",
  left_out: "neutral",
  nothing_to_do: "neutral",
  ahead: "neutral",
} as const;

/** Pages of the app below its address, which Shopify puts in place of `app:`. As documented; nobody has tried it without Shopify. */
const PAGES = { connection: "app:app/connection", problems: "app:app/problems", filters: "app:app/filters" };

/** An order's way, step by step: all in words, the colours say nothing that is not written. */
export function OrderWayView({ order, resyncButton }: { order: OrderWay; resyncButton: ComponentChild }) {
  const { i18n } = shopify;
  const { trackings, mapping, mutedAt, remedy } = order;
  const sentence = bestWords(i18n.translate, order.sentence);
  const writtenBack = bestWords(i18n.translate, order.writtenBack ?? []);
  return (
    <>
      <s-stack direction="inline" gap="small">
        <s-badge tone={TONES[order.status]}>{i18n.translate(`status.${order.status}`)}</s-badge>
        {sentence !== null && <s-text>{sentence}</s-text>}
      </s-stack>
      <s-ordered-list>
        {order.steps.map((step) => (
          <s-list-item key={step.step}>
            <Step {...step} />
          </s-list-item>
        ))}
      </s-ordered-list>
      {writtenBack !== null && <s-paragraph>{writtenBack}</s-paragraph>}
      {trackings > 0 && <Note words={i18n.translate("block.trackings", { count: trackings })} />}
      {mapping !== null && <Note words={i18n.translate("block.mapping", { version: mapping })} />}
      {mutedAt !== null && <Note words={i18n.translate("block.muted", { when: whenOf(mutedAt) })} />}
      {remedy?.remedy === "open" && <OpenPage {...remedy} />}
      {remedy?.remedy === "resync" && resyncButton}
    </>
  );
}

function Step({ step, standing, at }: OrderStep) {
  const { i18n } = shopify;
  return (
    <s-stack direction="inline" gap="small">
      <s-text>{i18n.translate(`step.${step}`)}</s-text>
      <s-badge tone={STEP_TONES[standing]}>{i18n.translate(`standing.${standing}`)}</s-badge>
      {at !== null && <Note words={whenOf(at)} />}
    </s-stack>
  );
}

function Note({ words }: { words: string }) {
  return <s-text color="subdued">{words}</s-text>;
}

/** The button of a problem, in its own words; that of a page where it is the merchant's choice. */
function OpenPage({ page, problem }: Extract<OrderRemedy, { remedy: "open" }>) {
  const keys = problem === null ? [] : [`problem.${problem}.button`];
  const label = bestWords(shopify.i18n.translate, [...keys, `block.open_${page}`]);
  return <s-button href={PAGES[page]}>{label}</s-button>;
}

function whenOf(at: string): string {
  return shopify.i18n.formatDate(new Date(at), { dateStyle: "medium", timeStyle: "short" });
}
