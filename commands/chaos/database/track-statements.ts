import type { ServerConnection } from "./open-server-connection.ts";
import { cString, readCString, type WireMessage, wireMessage } from "./wire-messages.ts";

/** What goes to the server in place of a client's messages, and what of its answers the client is not to hear. */
export interface Translated {
  bytes: Buffer[];
  /** Statements were prepared that the client did not ask for: so many answers (ParseComplete) are not for it. */
  unasked: number;
  /** Statements that the server knows already: so many answers it is owed at once. */
  owed: number;
  /** Names of the statements that are prepared by this, in order; empty where nobody keeps count. */
  preparing: string[];
}

/** Leaves everything as it is, as PgBouncer does with `max_prepared_statements = 0`: a name is good on one server connection. */
export function passStatements(messages: readonly WireMessage[]): Translated {
  return { bytes: messages.map(({ bytes }) => bytes), unasked: 0, owed: 0, preparing: [] };
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
    const translated: Translated = { bytes: [], unasked: 0, owed: 0, preparing: [] };
    const prepareOn = (name: string, definition: Buffer) => {
      translated.bytes.push(wireMessage("P", cString(name), definition));
      translated.preparing.push(name);
      server.prepared.add(name);
    };
    for (const { type, body, bytes } of messages) {
      if (type === "P" && body[0] !== 0) {
        const { name, definition } = prepare(body);
        if (server.prepared.has(name)) translated.owed += 1;
        else prepareOn(name, definition);
      } else if (type === "B") {
        const portal = readCString(body);
        const asked = readCString(body, portal.end);
        const statement = statements.get(asked.text);
        if (statement !== undefined && !server.prepared.has(statement.name)) {
          prepareOn(statement.name, statement.definition);
          translated.unasked += 1;
        }
        const named = statement?.name ?? asked.text;
        translated.bytes.push(wireMessage("B", cString(portal.text), cString(named), body.subarray(asked.end)));
      } else {
        if (type === "P") translated.preparing.push("");
        translated.bytes.push(bytes);
      }
    }
    return translated;
  };
}
