import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { APP_ORIGIN } from "./app-origin.ts";
import { OrderStatus } from "./order-status-block.tsx";

/** Shopify runs this on the status page of an order. */
export default async function orderStatus(): Promise<void> {
  render(<OrderStatus fetch={fetch} appOrigin={APP_ORIGIN} />, document.body);
}
