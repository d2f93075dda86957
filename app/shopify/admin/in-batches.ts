/** Reads so many at a time, one batch after the other: a shop's points are shared by all that is asked of it. */
export async function inBatches<Id, Found>(
  ids: readonly Id[],
  size: number,
  read: (batch: readonly Id[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let at = 0; at < ids.length; at += size) found.push(...(await read(ids.slice(at, at + size))));
  return found;
}
