const ENTITY = /&(?:amp|lt|gt|quot|#(\d+));/g;
const NAMED: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/** What a reader sees of a fragment: texts without tags, in one line. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(ENTITY, (entity, code?: string) => (code ? String.fromCodePoint(Number(code)) : (NAMED[entity] ?? "")))
    .replaceAll(/\s+/g, " ")
    .trim();
}
