import { shortened } from "./shortened.ts";

const SHOWN = 80;
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text from a shop's data, to stand within a sentence: shortened, and set apart so that it cannot turn the sentence around.
 * By marks of its own, since a sentence takes no markup; what may hold markup uses `bdi`.
 */
export function isolated(text: string): string {
  return `\u2068${shortened(text.replaceAll(DIRECTIONS, ""), SHOWN)}\u2069`;
}
