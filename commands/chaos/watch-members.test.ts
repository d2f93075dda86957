import { spawn } from "node:child_process";
import { connect, createServer, type Server, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { watchMembers } from "./watch-members.ts";

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer().unref();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  onTestFinished(() => void server.close());
  return { server, port: typeof address === "object" && address !== null ? address.port : 0 };
}

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1").unref();
  await new Promise((resolve) => socket.once("connect", resolve));
  onTestFinished(() => void socket.destroy());
  return socket;
}

const TAKES_MEMORY_WHEN_TOLD = 'process.stdin.once("data", () => { globalThis.held = Buffer.alloc(64 << 20, 1); })';

/** This process stands in for a receiver: it is watched while it connects. */
const receiver = { name: "receiver-1", pid: () => process.pid };

test.runIf(process.platform === "linux")(
  "sees a connection to anything but the database, and says where to",
  async () => {
    const [database, elsewhere] = [await listening(), await listening()];
    const watch = watchMembers([receiver], () => database.port);
    onTestFinished(() => watch.end());
    await connected(database.port);
    await connected(elsewhere.port);
    await expect.poll(() => watch.outbound().join()).toContain(`:${elsewhere.port}`);
    expect(watch.outbound().join()).not.toContain(`:${database.port}`);
    expect(watch.looks()).toBeGreaterThan(0);
  },
);

test.runIf(process.platform === "linux")("says nothing of a connection that it may have", async () => {
  const [database, allowed, elsewhere] = [await listening(), await listening(), await listening()];
  const watch = watchMembers([receiver], () => database.port, [allowed.port]);
  onTestFinished(() => watch.end());
  await connected(allowed.port);
  await connected(elsewhere.port);
  await expect.poll(() => watch.outbound().join()).toContain(`:${elsewhere.port}`);
  expect(watch.outbound().join()).not.toContain(`:${allowed.port}`);
});

test.runIf(process.platform === "linux")("sees memory that is taken after the first look", async () => {
  // One of its own: this one may have memory left from other tests.
  const taker = spawn(process.execPath, ["-e", TAKES_MEMORY_WHEN_TOLD], { stdio: ["pipe", "ignore", "ignore"] });
  onTestFinished(() => void taker.kill());
  const watch = watchMembers([{ name: "receiver-1", pid: () => taker.pid ?? 0 }], () => 0);
  onTestFinished(() => watch.end());
  await expect.poll(() => watch.looks()).toBeGreaterThan(1);
  taker.stdin.write("now");
  await expect.poll(() => watch.grownMb()).toBeGreaterThan(40);
});

test.runIf(process.platform === "linux")("knows who came in, also when nobody else is let in any more", async () => {
  const { server, port } = await listening();
  const watch = watchMembers([receiver], () => 0);
  onTestFinished(() => watch.end());
  const accepted = new Promise<Socket>((resolve) => server.once("connection", resolve));
  const caller = spawn(process.execPath, ["-e", `require("node:net").connect(${port}, "127.0.0.1")`]);
  onTestFinished(() => void caller.kill());
  const { remotePort } = await accepted;
  const before = watch.looks();
  await expect.poll(() => watch.looks()).toBeGreaterThan(before + 1);
  server.close();
  const after = watch.looks();
  await expect.poll(() => watch.looks()).toBeGreaterThan(after + 1);
  expect(watch.outbound().join()).not.toContain(`:${remotePort}`);
});
