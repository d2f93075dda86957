import { Liquid, type TagToken, TokenKind, type TopLevelToken } from "liquidjs";
import { escapeHtml } from "../../page/escape-html.ts";

export interface LiquidSetup {
  /** Where an asset of the extension is. */
  assetUrl(name: string): string;
  /** The text of a key in the language of the page; null where there is none. */
  text(language: string, key: string): string | null;
}

/** Liquid as a theme has it, as far as a block of ours and its pages use it. Like Shopify's it escapes nothing by itself. */
export function createLiquid({ assetUrl, text }: LiquidSetup): Liquid {
  const liquid = new Liquid({ strictFilters: true, ownPropertyOnly: true });
  // What a block says of itself is for the editor of the theme.
  liquid.registerTag("schema", {
    parse(_tag: TagToken, rest: TopLevelToken[]) {
      for (let token = rest.shift(); token !== undefined; token = rest.shift()) {
        if (token.kind === TokenKind.Tag && "name" in token && token.name === "endschema") return;
      }
      throw new Error("the schema does not end");
    },
    render: () => "",
  });
  liquid.registerFilter("asset_url", (name: string) => assetUrl(name));
  // A picture is its address here; Shopify's own has sizes, and words for who does not see it.
  liquid.registerFilter("image_url", (src: string) => src);
  liquid.registerFilter("image_tag", (src: string) => `<img src="${escapeHtml(src)}" alt="" loading="lazy">`);
  liquid.registerFilter("t", function (key: string, ...named: unknown[]) {
    const language = String(this.context.getSync(["request", "locale", "iso_code"])).slice(0, 2);
    const found = text(language, key) ?? `translation missing: ${language}.${key}`;
    const values = new Map(named.flatMap((entry) => (Array.isArray(entry) ? [[String(entry[0]), entry[1]]] : [])));
    return found.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => escapeHtml(String(values.get(name) ?? "")));
  });
  return liquid;
}
