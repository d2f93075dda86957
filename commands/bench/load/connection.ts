import { connect, type Socket } from "node:net";
import { type Answer, createAnswerReader } from "./answer-reader.ts";

/** One connection, one request at a time. */
export interface Connection {
  /** Writes head and body; `answered` gets the answer, or null where the connection ended without one. */
  send(request: { head: Buffer; body: Buffer }, answered: (answer: Answer | null) => void): void;
  close(): void;
}

/**
 * A keep-alive connection on a bare socket, opened with the first request and again where the server closed it. Ready-made
 * bytes go out in one system call and nothing is parsed but the answer's head: the less CPU the load takes, the more is left
 * for what is measured.
 */
export function createConnection(port: number): Connection {
  let waiting: ((answer: Answer | null) => void) | null = null;
  let socket: Socket | null = null;

  function settle(answer: Answer | null): void {
    const answered = waiting;
    waiting = null;
    answered?.(answer);
  }

  function forget(closing: Socket): void {
    socket = null;
    closing.destroy();
  }

  function open(): Socket {
    const opened = connect({ port, host: "127.0.0.1", noDelay: true });
    const read = createAnswerReader((answer) => {
      if (answer.closes) forget(opened);
      settle(answer);
    });
    opened.on("data", read);
    // "close" follows and says the same.
    opened.on("error", () => {});
    opened.on("close", () => {
      if (socket !== opened) return;
      forget(opened);
      settle(null);
    });
    opened.on("end", () => opened.destroy());
    return opened;
  }

  return {
    send({ head, body }, answered) {
      waiting = answered;
      if (socket === null || socket.destroyed) socket = open();
      socket.cork();
      socket.write(head);
      socket.write(body);
      socket.uncork();
    },
    close() {
      socket?.destroy();
    },
  };
}
