import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig, env } from "prisma/config";

/**
 * For authoring a migration: `prisma migrate diff --config packages/store/prisma.config.ts …` works offline, on the
 * WebAssembly engine over the given DATABASE_URL (Prisma's native engine would have to be downloaded).
 */
export default defineConfig({
  schema: "../../prisma/schema.prisma",
  engine: "js",
  experimental: { adapter: true },
  adapter: async () => new PrismaPg({ connectionString: env("DATABASE_URL") }),
});
