import { useEffect, useState } from "preact/hooks";
import type { CustomerAnswer, ParcelLine } from "../../../app/extension/customer-answer.ts";
import { askApp, type Fetch } from "../../shared/ask-app.ts";
import { parseCustomerAnswer } from "../../shared/parse-customer-answer.ts";

/** Where the parcels of the customer's order are. Nothing at all is shown where there is nothing to say, or nobody answers. */
export function OrderStatus({ fetch, appOrigin }: { fetch: Fetch; appOrigin: string }) {
  const [answer, setAnswer] = useState<CustomerAnswer | null>(null);
  const orderId = shopify.order.value?.id ?? null;
  const language = shopify.localization.language.value.isoCode;

  useEffect(() => {
    let isThere = true;
    async function ask(id: string): Promise<void> {
      const query = new URLSearchParams({ id, locale: language });
      const headers = { Authorization: `Bearer ${await shopify.sessionToken.get()}` };
      const json = await askApp(fetch, `${appOrigin}/extension/customer/order?${query}`, { headers });
      if (isThere) setAnswer(parseCustomerAnswer(json));
    }
    // Without a token there is nothing to show.
    if (orderId !== null) ask(orderId).catch(() => undefined);
    return () => {
      isThere = false;
    };
  }, [orderId, language, appOrigin, fetch]);

  if (answer?.outcome !== "order") return null;
  const { storefrontUrl, myshopifyDomain } = shopify.shop;
  const shop = new URL(storefrontUrl ?? `https://${myshopifyDomain}`).origin;
  return (
    <s-section heading={answer.status}>
      <s-stack gap="base">
        {answer.parcels.map((parcel, index) => (
          <Parcel key={parcel.number ?? index} {...parcel} />
        ))}
        <s-link href={shop + answer.path}>{answer.title}</s-link>
      </s-stack>
    </s-section>
  );
}

function Parcel({ status, carrier, number }: ParcelLine) {
  const which = [carrier, number].filter((part) => part !== null).join(" ");
  return (
    <s-stack gap="none">
      <s-text type="strong">{status}</s-text>
      {which !== "" && <s-text color="subdued">{which}</s-text>}
    </s-stack>
  );
}
