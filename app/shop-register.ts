import type { ShopIdentity, ShopNames } from "@karla/sync/shop-names";
import type { AskIdentity } from "./shopify/admin/ask-identity.ts";

/** A session of an installed app. */
type Installed = Parameters<AskIdentity>[0];

export interface ShopRegisterDeps {
  ask: AskIdentity;
  names: Pick<ShopNames, "isKnownAs" | "admits" | "settle">;
  /** Makes known that the app is installed in the shop of this name. */
  makeKnown: (domain: string) => Promise<void>;
}

/** Under which name a shop has the app now. Each throws where the name is another shop's, whose books nobody opens by it. */
export interface ShopRegister {
  /** What the shop says of itself, before anything of it is stored; null where it does not say so now. */
  identify(session: Installed): Promise<ShopIdentity | null>;
  /** Makes the shop known. What was known of it under another name is its own from now on. */
  enter(domain: string, identity: ShopIdentity | null): Promise<void>;
  /** Enters a shop that is opened and has not said yet which one it is, or has another name by now. */
  look(session: Installed): Promise<void>;
}

export function createShopRegister({ ask, names, makeKnown }: ShopRegisterDeps): ShopRegister {
  async function identify(session: Installed): Promise<ShopIdentity | null> {
    const identity = await ask(session);
    if (identity !== null && !(await names.admits(identity))) throw anothersName(identity);
    return identity;
  }

  async function enter(domain: string, identity: ShopIdentity | null): Promise<void> {
    if (identity !== null && (await names.settle(identity)) === null) throw anothersName(identity);
    await makeKnown(domain);
  }

  return {
    identify,
    enter,
    async look(session) {
      if (await names.isKnownAs(session.shop)) return;
      const identity = await identify(session);
      if (identity !== null) await enter(session.shop, identity);
    },
  };
}

/** Shopify gives no name out twice, as far as is known. */
function anothersName({ domain }: ShopIdentity): Error {
  return new Error(`${domain} is known as the name of another shop`);
}
