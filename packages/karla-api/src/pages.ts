import { KarlaContractError } from "./errors.ts";

/** Karla's documented default. A full page of 100 long orders could pass the cap on one answer. */
const PER_PAGE = 30;
/** A list that is longer than this does not end: `page` is being ignored. */
const MOST_PAGES = 1_000;

/**
 * Every item of a list that comes in pages. Answers are bare arrays without a total: the list ends with the first page
 * that is not full.
 */
export async function readAllPages<T>(
  readPage: (query: { page: string; per_page: string }) => Promise<T[]>,
): Promise<T[]> {
  const items: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const found = await readPage({ page: String(page), per_page: String(PER_PAGE) });
    items.push(...found);
    if (found.length < PER_PAGE) return items;
  }
  throw new KarlaContractError("endless_pages");
}
