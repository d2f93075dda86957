/**
 * What a mapping may be and may cost. Everything is bounded, so that no document, however hostile, can hold up the orders
 * of its shop or of another one.
 */

/** Operations per order, over all rules: reading a source, a step, an item of a list, a check, each once and more for long texts. */
export const MAX_OPS = 1_000;
export const MAX_RULES = 200;
export const MAX_STEPS = 12;
export const MAX_CHECKS = 10;
/** Sources of one template. */
export const MAX_PARTS = 10;
export const MAX_TABLE = 500;
/** Characters of a name or a label. */
export const MAX_NAME = 255;
/** Characters of a text that the merchant writes: a literal, a template, an entry of a table. */
export const MAX_WRITTEN = 2_000;
export const MAX_PATTERN = 200;
/** Characters of any value on its way. */
export const MAX_TEXT = 65_536;
/** Items of any list on its way. */
export const MAX_ITEMS = 250;
/** Bytes of a document as JSON, in a file or in a request. */
export const MAX_DOCUMENT_BYTES = 512 * 1024;
