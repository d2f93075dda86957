import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { streamBody } from "./stream-body.ts";

const MIB = 1024 * 1024;

/** Answers once so many bytes are there. */
async function answering(afterBytes: number): Promise<URL> {
  const server = createServer((incoming, answer) => {
    let bytes = 0;
    incoming.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes >= afterBytes && !answer.headersSent) answer.writeHead(413).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`);
}

test.each([true, false])(
  "stops at the answer, and says how much was sent until then (length told: %s)",
  async (announced) => {
    const url = await answering(2 * MIB);
    const { status, sentBytes } = await streamBody({ url, bytes: 256 * MIB, announced });
    expect(status).toBe(413);
    expect(sentBytes).toBeGreaterThanOrEqual(2 * MIB);
    expect(sentBytes).toBeLessThan(128 * MIB);
  },
);
