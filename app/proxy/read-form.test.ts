import { createServer, request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createFormReader, type FormLimits, type ReadForm } from "./read-form.ts";

const stops: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

/** A server that reads forms and keeps what it read. */
async function reading(limits: Partial<FormLimits> = {}) {
  const read = createFormReader({ maxBytes: 1_000, maxParts: 3, maxForms: 2, ...limits });
  const outcomes: ReadForm[] = [];
  const server = createServer(async (message, response) => {
    outcomes.push(await read(message));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const send = (type: string, body: string, headers = {}) =>
    fetch(`http://127.0.0.1:${port}`, { method: "POST", body, headers: { "Content-Type": type, ...headers } });
  return { send, port, outcomes, last: () => outcomes.at(-1)?.outcome };
}

const part = (name: string, boundary = "x") =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n1\r\n`;

test("a form is read, whether or not its boundary is quoted", async () => {
  const { send, outcomes } = await reading();
  await send("multipart/form-data; boundary=x", `${part("a")}--x--\r\n`);
  await send('Multipart/Form-Data; boundary="a b"', `${part("a", "a b")}--a b--\r\n`);
  expect(outcomes.map((read) => (read.outcome === "read" ? [...read.form] : read.outcome))).toEqual([
    [["a", "1"]],
    [["a", "1"]],
  ]);
});

test("a body has so many bytes and so many parts, and not one more", async () => {
  const type = "multipart/form-data; boundary=x";
  const form = `${part("a").repeat(3)}--x--\r\n`;
  const exact = await reading({ maxBytes: form.length });
  await exact.send(type, form);
  expect(exact.last()).toBe("read");
  const short = await reading({ maxBytes: form.length - 1 });
  await short.send(type, form);
  expect(short.last()).toBe("too_large");
  const few = await reading({ maxParts: 2 });
  await few.send(type, form);
  expect(few.last()).toBe("unreadable");
});

test("more forms than there is room for are not read, and room is there again when one is done", async () => {
  const { port, send, last } = await reading({ maxForms: 1 });
  const type = "multipart/form-data; boundary=x";
  const slow = request({ port, host: "127.0.0.1", method: "POST", headers: { "Content-Type": type } });
  slow.on("error", () => {});
  await new Promise<void>((resolve) => void slow.write(part("a"), () => resolve()));
  await expect
    .poll(async () => {
      await send(type, `${part("a")}--x--\r\n`);
      return last();
    })
    .toBe("no_room");
  slow.end("--x--\r\n");
  await expect
    .poll(async () => {
      await send(type, `${part("a")}--x--\r\n`);
      return last();
    })
    .toBe("read");
});
