import type { Order } from "../order/order.ts";
import { type Picture, pictureKeyOf } from "../order/picture.ts";
import { readInstant } from "../order/read-instant.ts";

/** A picture that was read longer ago is still shown, and is read again with the next order that has it. */
const FRESH_MS = 7 * 24 * 60 * 60_000;

/** The keys of the lines' pictures that nobody knows, or nobody has looked at for a week. */
export function wantedPictures({ snapshot, pictures }: Order, now: number): string[] {
  const keys = new Set(snapshot?.lines.flatMap((line) => pictureKeyOf(line) ?? []));
  return [...keys].filter((key) => !isFresh(pictures[key], now));
}

export function isFresh(picture: Picture | undefined, now: number): boolean {
  const readAt = picture === undefined ? null : readInstant(picture.readAt);
  return readAt !== null && now - readAt.seconds * 1000 <= FRESH_MS;
}
