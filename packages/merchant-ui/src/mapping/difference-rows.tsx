/** @jsxImportSource react */

import type { TriedOrder } from "@karla/sync/desk-data";
import type { TFunction } from "i18next";
import { nameOfDifference } from "./name-of-difference.ts";
import { wordsOfJson } from "./words-of-json.ts";

/** Rows of a table that shows what is another one in what Karla is given: the place, before, after. */
export function differenceRows(differences: TriedOrder["differences"], t: TFunction<"merchant">) {
  return differences.map(({ path, before, after }) => ({
    id: path,
    cells: [
      nameOfDifference(path, t),
      <bdi key="before">{wordsOfJson(before, t)}</bdi>,
      <bdi key="after">{wordsOfJson(after, t)}</bdi>,
    ],
  }));
}
