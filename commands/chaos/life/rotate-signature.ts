import type { Lab } from "../lab.ts";
import type { SignedMessage } from "../shop/message.ts";
import { ofLate } from "../shop/of-late.ts";
import type { SellingShop, ShopifyShop, ShopwareShop } from "../shop/selling-shop.ts";

/** Another secret to sign with, while both are good: beside which other changes of the environment. */
export interface Rotation {
  /** Until both sides know the new one. Gives the statuses of what was signed in that instant, with either. */
  begin(changes: Readonly<Record<string, string | undefined>>): Promise<(number | null)[]>;
  /** The former one is good no more. Gives the status of what was signed with it. */
  end(changes: Readonly<Record<string, string | undefined>>): Promise<number | null>;
}

/** Of what a shop's messages are signed with. */
export function rotationOf(lab: Lab, shop: SellingShop, seed: number): Rotation {
  return shop.platform === "shopify" ? ofApp(lab, shop, seed) : ofShop(lab, shop, seed);
}

/** Both are good at Shopify, which signs with the older one as long as it is. */
function ofApp(lab: Lab, shop: ShopifyShop, seed: number): Rotation {
  const { secrets } = shop;
  let former: SignedMessage | null = null;
  return {
    async begin(changes) {
      former = signedNow(shop, seed);
      const underWay = signedNow(shop, seed);
      const before = secrets.signing();
      await lab.reconfigure({
        SHOPIFY_API_SECRET: secrets.add(),
        SHOPIFY_API_SECRETS_PREVIOUS: before,
        ...changes,
      });
      secrets.endFormer();
      return [await shop.deliver(underWay)];
    },
    async end(changes) {
      await lab.reconfigure({ SHOPIFY_API_SECRETS_PREVIOUS: undefined, ...changes });
      return former === null ? null : shop.deliver(former);
    },
  };
}

/** A shop registers anew: what is under way is signed with the secret of before, and with two of them it is the one of before that. */
function ofShop(lab: Lab, shop: ShopwareShop, seed: number): Rotation {
  let former: SignedMessage | null = null;
  async function registerAgain(): Promise<void> {
    const { outcome } = await shop.site.registerAgain();
    if (outcome !== "confirmed") throw new Error(`the shop could not register again: ${outcome}`);
  }
  return {
    async begin(changes) {
      await lab.reconfigure(changes);
      former = signedNow(shop, seed);
      const underWay = signedNow(shop, seed);
      // The receiver has looked the shop up in this very instant, and remembers it.
      const last = await shop.deliver(signedNow(shop, seed));
      await registerAgain();
      return [last, await shop.deliver(signedNow(shop, seed)), await shop.deliver(underWay)];
    },
    async end(changes) {
      await registerAgain();
      await lab.reconfigure(changes);
      return former === null ? null : shop.deliver(former);
    },
  };
}

/** Something that the shop says, as it goes out now. */
function signedNow(shop: SellingShop, seed: number): SignedMessage {
  const [life] = shop.sell({ seed, orders: 1, startAt: ofLate() });
  const signed = life?.messages[0]?.sign();
  if (signed === undefined || signed === null) throw new Error("the shop has nothing to say");
  return signed;
}
