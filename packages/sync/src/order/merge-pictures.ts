import { compareInstants } from "./compare-instants.ts";
import { compareText } from "./compare-text.ts";
import type { Picture, Pictures } from "./picture.ts";

/** One picture of each key, the one read last. Sorted by key, so that equal pictures are written alike. */
export function mergePictures(a: Pictures, b: Pictures): Pictures {
  const merged = new Map(Object.entries(a));
  for (const [key, picture] of Object.entries(b)) {
    const other = merged.get(key);
    if (other === undefined || comparePictures(picture, other) > 0) merged.set(key, picture);
  }
  return Object.fromEntries([...merged].sort(([left], [right]) => compareText(left, right)));
}

/** By the time of reading; ties by the content, arbitrary but the same for every order of arrival. No picture comes first. */
function comparePictures(a: Picture, b: Picture): number {
  return (
    compareInstants(a.readAt, b.readAt) ||
    compareMaybe(a.src, b.src) ||
    compareMaybe(a.alt, b.alt) ||
    compareText(a.readAt, b.readAt)
  );
}

function compareMaybe(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return compareText(a, b);
}
