import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { OrderWayBlock } from "./order-way-block.tsx";

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Shopify runs this on the page of an order. */
export default async function orderBlock(): Promise<void> {
  render(<OrderWayBlock fetch={fetch} sleep={sleep} />, document.body);
}
