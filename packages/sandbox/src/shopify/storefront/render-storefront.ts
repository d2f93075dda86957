import type { Liquid } from "liquidjs";
import type { BookedOrder } from "../booked-order.ts";
import type { Market } from "./market.ts";
import { storefrontWords } from "./storefront-words.ts";
import type { ThemeExtension } from "./theme-extension.ts";
import { ABOUT_PAGE, APPS_SECTION, LAYOUT, PROXY_SECTION } from "./theme-source.ts";

export interface Visit {
  /** As the browser asked for it, without the query. */
  path: string;
  market: Market;
  /** Null for a guest. */
  customerId: string | null;
}

export interface StorefrontPages {
  /** The page with the app's block, set as the merchant set it in the editor of the theme. */
  block(visit: Visit, settings: Readonly<Record<string, unknown>>): Promise<string>;
  /** What the app answered, as Liquid, in the layout of the theme. */
  proxied(visit: Visit, liquid: string): Promise<string>;
  /** A page without anything of the app. */
  about(visit: Visit): Promise<string>;
}

const SHOWN = 5;
const LISTED = 20;

/** The pages of a storefront. */
export function createStorefrontPages(setup: {
  liquid: Liquid;
  extension: ThemeExtension;
  assetUrl(name: string): string;
  shopName: string;
  /** The newest first. */
  orders(): readonly BookedOrder[];
}): StorefrontPages {
  const { liquid, extension, assetUrl, shopName, orders } = setup;
  const render = async (source: string, scope: object): Promise<string> => liquid.parseAndRender(source, scope);

  function globals({ path, market, customerId }: Visit): Record<string, unknown> {
    const { locale, root } = market;
    return {
      shop: { name: shopName },
      request: { locale: { iso_code: locale }, path, design_mode: false },
      routes: { root_url: root === "" ? "/" : root },
      menu_root: root,
      direction: market.direction,
      words: storefrontWords(locale.slice(0, 2)),
      customer: customerId === null ? null : customerIn(orders(), customerId),
      tried: triedIn(orders()),
    };
  }
  async function inLayout(visit: Visit, page: { title: string; head?: string; content: string }): Promise<string> {
    const scope = { page_title: page.title, content_for_header: page.head ?? "", content_for_layout: page.content };
    return render(LAYOUT, { ...globals(visit), ...scope });
  }

  return {
    async block(visit, chosen) {
      const { source, schema } = extension.block("tracking");
      const defaults = schema.settings.flatMap(({ id, default: value }) => (id === undefined ? [] : [[id, value]]));
      const block = {
        id: "a1b2c3",
        type: "@app",
        settings: { ...Object.fromEntries(defaults), ...chosen },
        shopify_attributes: 'data-shopify-editor-block="{&quot;id&quot;:&quot;a1b2c3&quot;}"',
      };
      const shared = { ...globals(visit), block, section: { id: "apps" } };
      const title = storefrontWords(visit.market.locale.slice(0, 2)).track;
      const content = await render(source, shared);
      return inLayout(visit, {
        title,
        // Shopify loads what the schema names, once, on the pages that have the block.
        head: [
          ...(schema.stylesheet === undefined
            ? []
            : [`<link rel="stylesheet" href="${assetUrl(schema.stylesheet)}" media="all">`]),
          ...(schema.javascript === undefined ? [] : [`<script src="${assetUrl(schema.javascript)}" defer></script>`]),
        ].join("\n"),
        content: await render(APPS_SECTION, { ...shared, page_title: title, content_of_block: content }),
      });
    },
    async proxied(visit, source) {
      const shared = globals(visit);
      const content = await render(source, shared);
      const title = storefrontWords(visit.market.locale.slice(0, 2)).track;
      return inLayout(visit, { title, content: await render(PROXY_SECTION, { ...shared, content_of_app: content }) });
    },
    async about(visit) {
      const { about } = storefrontWords(visit.market.locale.slice(0, 2));
      return inLayout(visit, {
        title: about,
        content: await render(ABOUT_PAGE, { ...globals(visit), page_title: about }),
      });
    },
  };
}

function customerIn(orders: readonly BookedOrder[], id: string): object {
  const own = orders.filter(({ customer }) => customer?.id === id).slice(0, LISTED);
  return {
    id: Number(id),
    first_name: own[0]?.customer?.firstName ?? "",
    orders_count: own.length,
    orders: own.map(({ id: orderId, name, number, createdAt }) => ({
      id: Number(orderId),
      name,
      order_number: number,
      created_at: new Date(createdAt).toISOString(),
    })),
  };
}

function triedIn(orders: readonly BookedOrder[]): object[] {
  const shown = orders.filter((order) => order.shippingAddress?.zip && !order.test && order.cancelledAt === null);
  return shown.slice(0, SHOWN).map(({ name, shippingAddress, customer }) => ({
    name,
    zip: shippingAddress?.zip,
    customer: customer?.id ?? null,
  }));
}
