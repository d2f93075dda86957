import { migrate } from "../../packages/store/src/migrate.ts";
import { type FreshDatabase, freshDatabase } from "./fresh-database.ts";

/** A database of its own with the product's migrations applied. As `freshDatabase`: `drop()` it in `afterAll`. */
export async function migratedDatabase(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  await migrate({ pool: database.pool, dir: new URL("../../prisma/migrations/", import.meta.url), schema: "public" });
  return database;
}
