/** A PostgreSQL server to test against instead of the embedded one; its user must be allowed to create databases. */
export const databaseUrl = process.env.DATABASE_URL || undefined;

/**
 * A PgBouncer in transaction mode in front of that server, which passes every database on (`* = …`) and keeps prepared
 * statements (1.21 or newer, `max_prepared_statements` above 0). With it the engine's suite runs through it as well.
 */
export const pgbouncerUrl = process.env.PGBOUNCER_URL || undefined;
