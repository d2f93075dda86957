import { createServer } from "node:net";
import { expect, test } from "vitest";
import { createPost } from "./post-webhook.ts";

/** A server that takes connections and never says a word. */
async function silentServer() {
  let connections = 0;
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: address && typeof address === "object" ? address.port : 0, connections: () => connections, close };
}

test("a receiver that does not answer in time has failed", async () => {
  const server = await silentServer();
  const post = createPost({ sandbox: true, timeoutMs: 50 });
  expect(await post(`http://127.0.0.1:${server.port}/`, "{}", {})).toEqual({ outcome: "failed", why: "timeout" });
  server.close();
});

test("a public name that resolves to a private address, alone or among others, is not called", async () => {
  const server = await silentServer();
  for (const addresses of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"]]) {
    const post = createPost({
      sandbox: true,
      timeoutMs: 1000,
      resolve: (_, __, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
    });
    const result = await post(`https://hooks.example.com:${server.port}/`, "{}", {});
    expect(result).toEqual({ outcome: "failed", why: "not a public address" });
  }
  expect(server.connections()).toBe(0);
  server.close();
});
