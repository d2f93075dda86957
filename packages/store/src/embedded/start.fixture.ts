// A process of its own that starts or adopts the server of the folder given, prints one line of JSON, and ends.
import { DatabaseError } from "../database-error.ts";
import { startEmbeddedPostgres } from "../embedded-postgres.ts";

const dataDir = process.argv[2] ?? "";
const messages: string[] = [];
const log = { info: (_fields: object, message: string) => void messages.push(message), warn: () => undefined };
try {
  const { port } = await startEmbeddedPostgres({ dataDir, log });
  process.stdout.write(JSON.stringify({ port, how: messages.at(-1) }));
} catch (error) {
  if (!(error instanceof DatabaseError)) throw error;
  process.stdout.write(JSON.stringify({ code: error.code, message: error.message }));
}
