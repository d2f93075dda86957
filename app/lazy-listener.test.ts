import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createLazyListener, type Loaded } from "./lazy-listener.ts";

let close = () => {};
afterEach(() => close());

async function serve(load: () => Promise<Loaded>, errors: unknown[] = []) {
  const server = createServer(createLazyListener({ load, onError: (error) => errors.push(error) }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => server.close();
  const address = server.address();
  return () => fetch(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
}
const loaded: Loaded = { outcome: "loaded", listener: (_, response) => void response.end("here") };

test("what serves is loaded once, by the first request", async () => {
  let loads = 0;
  const get = await serve(async () => {
    loads += 1;
    return loaded;
  });
  expect(loads).toBe(0);
  const answers = await Promise.all([get(), get(), get()]);
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(["here", "here", "here"]);
  expect(loads).toBe(1);
});

test("what is unavailable says so in a sentence, and is looked for again", async () => {
  const results: Loaded[] = [{ outcome: "unavailable", sentence: "Not built yet." }];
  const get = await serve(async () => results.shift() ?? loaded);
  const first = await get();
  expect([first.status, await first.text()]).toEqual([503, "Not built yet.\n"]);
  expect((await get()).status).toBe(200);
});

test("what cannot be loaded is reported, and nothing of it shown", async () => {
  const errors: unknown[] = [];
  const failing = [new Error("no such secret file")];
  const get = await serve(async () => {
    const error = failing.shift();
    if (error) throw error;
    return loaded;
  }, errors);
  const answer = await get();
  expect(answer.status).toBe(503);
  expect(await answer.text()).not.toContain("secret");
  expect(errors).toHaveLength(1);
  expect((await get()).status).toBe(200);
});
