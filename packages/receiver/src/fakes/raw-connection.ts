import { connect } from "node:net";
import { onTestFinished } from "vitest";

export interface RawConnection {
  write(bytes: string | Buffer): void;
  end(): void;
  /** Resolves with all that came, once it contains `text`; rejects when the connection ends without. */
  until(text: string): Promise<string>;
  /** Resolves with all that came once the other side has closed. */
  closed(): Promise<string>;
}

/** A bare TCP connection, for what no HTTP client would send. Destroyed when the test ends. */
export async function openRaw(port: number): Promise<RawConnection> {
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let received = "";
  let ended = false;
  let checks: (() => void)[] = [];
  const check = () => {
    const due = checks;
    checks = [];
    for (const each of due) each();
  };
  socket.setEncoding("latin1");
  socket.on("data", (chunk) => {
    received += chunk;
    check();
  });
  socket.on("close", () => {
    ended = true;
    check();
  });
  // A reset is one way to be closed, and "close" follows it.
  socket.on("error", () => {});
  await new Promise<void>((resolve) => socket.once("connect", resolve));

  const when = (done: () => boolean) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (done()) resolve(received);
        else if (ended) reject(new Error(`the connection ended with ${JSON.stringify(received)}`));
        else checks.push(look);
      };
      look();
    });
  return {
    write: (bytes) => void socket.write(bytes),
    end: () => void socket.destroy(),
    until: (text) => when(() => received.includes(text)),
    closed: () => when(() => ended),
  };
}
