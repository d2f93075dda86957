import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DatabaseGate, openDatabaseGate } from "./open-database-gate.ts";

let echo: Server;
let gate: DatabaseGate;
const clients: Socket[] = [];
beforeAll(async () => {
  echo = createServer((socket) => void socket.on("error", () => undefined).pipe(socket)).listen(0, "127.0.0.1");
  await once(echo, "listening");
});
afterAll(() => void echo.close());
beforeEach(async () => {
  const address = echo.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  gate = await openDatabaseGate();
  gate.leadTo({ port: () => port, user: "", password: "", database: "" });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await gate.close();
});

/** A client, and all that it has heard. */
async function enter() {
  const client = connect(gate.port, "127.0.0.1");
  clients.push(client);
  let heard = "";
  client.on("data", (bytes) => {
    heard += bytes;
  });
  client.on("error", () => undefined);
  await new Promise((resolve) => client.once("connect", resolve).once("close", resolve));
  return { client, heard: () => heard };
}

describe("the gate in front of the database", () => {
  it("refuses whoever comes while it is shut, hangs up on who is there, and opens at the same place", async () => {
    const before = await enter();
    await gate.turn({ state: "shut" });
    await expect.poll(() => before.client.destroyed).toBe(true);
    expect((await enter()).client.destroyed).toBe(true);
    await gate.turn({ state: "open" });
    const after = await enter();
    after.client.write("hello");
    await expect.poll(after.heard).toBe("hello");
    expect(gate.harmed().shut).toBe(1);
  });

  it("leaves connections of its silence silent for good", async () => {
    const before = await enter();
    before.client.write("one");
    await expect.poll(before.heard).toBe("one");
    await gate.turn({ state: "silent" });
    const during = await enter();
    for (const { client } of [before, during]) client.write("two");
    await gate.turn({ state: "open" });
    for (const { client } of [before, during]) client.write("three");
    const after = await enter();
    after.client.write("four");
    await expect.poll(after.heard).toBe("four");
    expect([before.heard(), during.heard()]).toEqual(["one", ""]);
    expect(gate.harmed().silent).toBe(2);
  });

  it("keeps answers in order when it is slow no longer", async () => {
    const { client, heard } = await enter();
    await gate.turn({ state: "slow", delayMs: 50 });
    client.write("first ");
    await expect.poll(() => gate.harmed().slow).toBe(1);
    await gate.turn({ state: "open" });
    client.write("second");
    await expect.poll(heard).toBe("first second");
  });
});
