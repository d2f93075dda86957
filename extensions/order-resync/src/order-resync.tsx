import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { ResyncAction } from "./resync-action.tsx";

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Shopify runs this when somebody chooses the action on the page of an order. */
export default async function orderResync(): Promise<void> {
  render(<ResyncAction fetch={fetch} sleep={sleep} />, document.body);
}
