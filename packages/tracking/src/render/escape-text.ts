const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
  "{": "&#123;",
  "}": "&#125;",
  "%": "&#37;",
};

/**
 * The one way of any text into our HTML, as content or in a quoted attribute. Shopify renders the same HTML as Liquid, so
 * what opens a tag or an output there (`{{`, `{%`) is encoded as well.
 */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>"'`{}%]/g, (character) => ENTITIES[character] ?? "");
}
