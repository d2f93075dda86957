import type { Pool } from "pg";
import type { Clock } from "../clock.ts";
import { columnText } from "../db/column-text.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Entropy } from "../entropy.ts";
import { hashKey } from "./hash-key.ts";
import type { Role } from "./roles.ts";

interface KeyDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

interface NewKey {
  readonly username: string;
  readonly key: string;
  readonly shops: readonly { shop_slug: string; role: Role }[];
}

/** Stores the hash of a key with its roles (`KarlaApiKeyCreationDTO` and the key itself). */
export function createApiKey(
  deps: KeyDeps,
  { username, key, shops }: NewKey,
): Promise<{ outcome: "created" | "shop_not_found" }> {
  const { pool, clock, entropy } = deps;
  const work = async (tx: Parameters<Parameters<typeof inTransaction>[1]>[0]) => {
    const id = entropy.uuid();
    const salt = entropy.bytes(16);
    await tx.query(
      `insert into karla_core.api_key (id, username, salt, hash, spans_shops, bootstrap, created_at)
       values ($1, $2, $3, $4, false, false, $5)`,
      [id, columnText(username), salt, hashKey(salt, key), new Date(clock.now())],
    );
    for (const { shop_slug, role } of shops) {
      const { rowCount } = await tx.query(
        `insert into karla_core.api_key_role (shop_id, key_id, role) select id, $1, $2 from karla_core.shop where slug = $3`,
        [id, role, columnText(shop_slug)],
      );
      if (rowCount !== 1) return { outcome: "shop_not_found" as const };
    }
    return { outcome: "created" as const };
  };
  return inTransaction(pool, work, ({ outcome }) => outcome === "created");
}

/** Makes the operator's key, which may open every shop and create new ones, the only one of its kind. */
export function ensureBootstrapKey(deps: KeyDeps, { username, key }: { username: string; key: string }): Promise<void> {
  const { pool, clock, entropy } = deps;
  return inTransaction(pool, async (tx) => {
    const salt = entropy.bytes(16);
    await tx.query("delete from karla_core.api_key where bootstrap");
    await tx.query(
      `insert into karla_core.api_key (id, username, salt, hash, spans_shops, bootstrap, created_at)
       values ($1, $2, $3, $4, true, true, $5)`,
      [entropy.uuid(), columnText(username), salt, hashKey(salt, key), new Date(clock.now())],
    );
  });
}
