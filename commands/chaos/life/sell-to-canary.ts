import { lifeOfOrder } from "../shop/life-of-order.ts";
import type { Message } from "../shop/message.ts";
import type { Life, SaleWish, SellingShop, ShopifyShop, ShopwareShop } from "../shop/selling-shop.ts";
import { type Canary, plantCanaries } from "./plant-canaries.ts";

/** Orders of a customer of whom every trace can be recognised. They are in no books that the core is compared with. */
export interface CanarySale extends Canary {
  lives: readonly Pick<Life, "messages">[];
  /** What else the shop sends of the customer: bodies that nobody can use. */
  besides: readonly Message[];
  /** Grows where the shop is read. */
  planted: ReadonlySet<string>;
  /** Every order was seen with its canaries. */
  isRead(): boolean;
  /** As the core names them, and as the shop does in its request. */
  orderIds: ReadonlySet<string>;
}

const EMAIL = "canary.seven@example.com";
/** Beyond the numbers of all others. */
const FIRST_NUMBER = 9_001;

export function sellToCanary(shop: SellingShop, wish: SaleWish): CanarySale {
  return shop.platform === "shopify" ? sellByWebhook(shop, wish) : sellByReading(shop, wish);
}

function sellByWebhook(shop: ShopifyShop, { orders, ...wish }: SaleWish): CanarySale {
  const customerId = 7_100_000_000_417;
  const planted = new Set<string>();
  const orderIds = new Set<string>();
  const besides: Message[] = [];
  const lives = Array.from({ length: orders }, (_, index) => {
    const number = FIRST_NUMBER + index;
    const { entry, webhooks } = lifeOfOrder({ ...wish, number, shopDomain: shop.shop.domain });
    orderIds.add(entry.order.id);
    const messages = webhooks.map((webhook) => {
      const body: Record<string, unknown> = JSON.parse(webhook.body);
      const account = { id: customerId, admin_graphql_api_id: `gid://shopify/Customer/${customerId}` };
      if ("customer" in body) body.customer = { ...account, email: null, first_name: "", last_name: "", phone: null };
      for (const text of plantCanaries(body, { email: EMAIL })) planted.add(text);
      return shop.message({ ...webhook, body: JSON.stringify(body) });
    });
    const [placed] = webhooks;
    if (placed !== undefined && besides.length === 0) {
      // Signed, and cut off: it is quarantined as it is.
      const half = `{"id":1,"email":"${EMAIL}","note":"canary cut off`;
      planted.add("canary cut off");
      besides.push(shop.message({ ...placed, orderId: "", webhookId: `${placed.webhookId}-half`, body: half }));
    }
    return { messages };
  });
  return { lives, besides, planted, orderIds, isRead: () => true, email: EMAIL, customerId: String(customerId) };
}

/** Of Shopware's messages nothing is taken but the order's id: what the shop answers when it is read has the canaries. */
function sellByReading(shop: ShopwareShop, { orders, ...wish }: SaleWish): CanarySale {
  const customerId = "7ca0a20000000000000000000000417a";
  const planted = new Set<string>();
  const read = new Set<string>();
  const lives = Array.from({ length: orders }, (_, index) => {
    // Every fifth is shipped without a word.
    const number = FIRST_NUMBER + index + Math.floor(index / 4);
    const life = shop.life({ ...wish, number });
    const { order } = life.entry;
    shop.alter(order, (answer) => {
      const buyer = answer.orderCustomer;
      const account = { id: customerId, guest: false };
      if (typeof buyer === "object" && buyer !== null) Object.assign(buyer, { customerId, customer: account });
      for (const text of plantCanaries(answer, { email: EMAIL })) planted.add(text);
      read.add(order.id);
    });
    return life;
  });
  const orderIds = new Set(lives.map(({ entry }) => shop.idOf(entry.order)));
  const isRead = () => read.size === orders;
  return { lives, besides: [], planted, orderIds, isRead, email: EMAIL, customerId };
}
