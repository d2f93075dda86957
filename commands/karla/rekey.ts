import type { Keyring } from "@karla/store/keyring";
import { resealAll } from "@karla/store/reseal-all";
import type { Pool } from "pg";

/** Seals anew under the current master key what former ones sealed. 1: something is left that none of the keys opens. */
export async function runRekey(deps: { pool: Pool; master: Keyring }, json: boolean): Promise<number> {
  const resealed = await resealAll(deps);
  const { shopKeys, sessions, bodies, unreadable, tombstones } = resealed;
  const words = `${shopKeys} keys of shops, ${sessions} sessions and ${bodies} events sealed anew`;
  const left = unreadable === 0 ? "nothing is left" : `${unreadable} are left that no configured key opens`;
  const stays = tombstones === 0 ? "" : `; a former key has to stay, for the ${tombstones} tombstones that it made`;
  console.log(json ? JSON.stringify(resealed) : `${words}; ${left}${stays}`);
  return unreadable === 0 ? 0 : 1;
}
