/** A PostgreSQL server to test against instead of the embedded one; its user must be allowed to create databases. */
export const databaseUrl = process.env.DATABASE_URL || undefined;
