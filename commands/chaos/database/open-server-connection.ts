import { Socket } from "node:net";
import { Client } from "pg";
import type { DatabaseAccess } from "./database-door.ts";
import { messageReader, type WireMessage } from "./wire-messages.ts";

/** A connection to the database that one client after the other uses. */
export interface ServerConnection {
  /** What the server says of itself when somebody connects (ParameterStatus). */
  parameters: readonly Buffer[];
  /** Names of statements that it knows. */
  prepared: Set<string>;
  send(bytes: Buffer): void;
  /** Hears each of its messages. */
  hears: (message: WireMessage) => void;
  ended: () => void;
  close(): void;
}

/** The driver connects and shows the password; after that the socket is ours. */
export async function openServerConnection({ port, ...access }: DatabaseAccess): Promise<ServerConnection> {
  const socket = new Socket();
  const parameters: Buffer[] = [];
  const greets = messageReader("server");
  socket.on("data", (chunk) => {
    for (const { type, bytes } of greets(chunk)) if (type === "S") parameters.push(Buffer.from(bytes));
  });
  const driver = new Client({ ...access, host: "127.0.0.1", port: port(), stream: () => socket });
  await driver.connect();
  for (const event of ["data", "end", "error", "close"]) socket.removeAllListeners(event);

  const self: ServerConnection = {
    parameters,
    prepared: new Set(),
    send: (bytes) => void socket.write(bytes),
    hears: () => undefined,
    ended: () => undefined,
    close: () => void socket.destroy(),
  };
  const read = messageReader("server");
  socket.on("data", (chunk) => {
    for (const message of read(chunk)) self.hears(message);
  });
  socket.on("error", () => undefined);
  socket.on("end", () => socket.destroy());
  socket.on("close", () => self.ended());
  return self;
}
