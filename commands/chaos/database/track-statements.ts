import type { ServerConnection } from "./open-server-connection.ts";
import { cString, readCString, type WireMessage, wireMessage } from "./wire-messages.ts";

/** What goes to the server in place of a client's messages, and what of its answers the client is not to hear. */
export interface Translated {
  bytes: Buffer[];
  /** Statements were prepared that the client did not ask for: so many answers (ParseComplete) are not for it. */
  unasked: number;
  /** Statements that the server knows already: so many answers it is owed at once. */
  owed: number;
}

/** Leaves everything as it is, as PgBouncer does with `max_prepared_statements = 0`: a name is good on one server connection. */
export function passStatements(messages: readonly WireMessage[]): Translated {
  return { bytes: messages.map(({ bytes }) => bytes), unasked: 0, owed: 0 };
}

/**
 * Gives each named statement a name of its own by its text, and prepares it on whatever server connection it is used, as
 * PgBouncer does with `max_prepared_statements` above 0. `names`: shared by all clients.
 */
export function createStatementTracker(
  names: Map<string, string>,
): (messages: readonly WireMessage[], server: ServerConnection) => Translated {
  /** Of this client: its names, and what they stand for. */
  const statements = new Map<string, { name: string; definition: Buffer }>();

  function prepare(body: Buffer): { name: string; definition: Buffer } {
    const { text, end } = readCString(body);
    const definition = body.subarray(end);
    const key = definition.toString("latin1");
    const name = names.get(key) ?? `pooled_${names.size + 1}`;
    names.set(key, name);
    const statement = { name, definition: Buffer.from(definition) };
    statements.set(text, statement);
    return statement;
  }

  return (messages, server) => {
    const translated: Translated = { bytes: [], unasked: 0, owed: 0 };
    for (const { type, body, bytes } of messages) {
      if (type === "P" && body[0] !== 0) {
        const { name, definition } = prepare(body);
        if (server.prepared.has(name)) translated.owed += 1;
        else translated.bytes.push(parse(name, definition));
        server.prepared.add(name);
      } else if (type === "B") {
        const portal = readCString(body);
        const asked = readCString(body, portal.end);
        const statement = statements.get(asked.text);
        if (statement !== undefined && !server.prepared.has(statement.name)) {
          translated.bytes.push(parse(statement.name, statement.definition));
          translated.unasked += 1;
          server.prepared.add(statement.name);
        }
        const named = statement?.name ?? asked.text;
        translated.bytes.push(wireMessage("B", cString(portal.text), cString(named), body.subarray(asked.end)));
      } else translated.bytes.push(bytes);
    }
    return translated;
  };
}

function parse(name: string, definition: Buffer): Buffer {
  return wireMessage("P", cString(name), definition);
}
