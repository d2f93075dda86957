import { expect, test } from "vitest";
import { leaksIn } from "./leaks-in-logs.ts";

const personal = new Set(["Erika Example", "Example Street 7", 'a "quoted" name']);
const found = (log: string) => leaksIn(new Map([["logs/worker-1.log", log]]), { personal, secrets: ["0b5ec7e7"] });

test("a log without personal data, keys and tokens has no leaks", () => {
  expect(found('{"msg":"delivered","lane":"123","street":"Example"}\nErika was here')).toEqual([]);
});

test.each([
  ['{"name":"Erika Example"}', "personal data"],
  ['{"to":"Example Street 7, Berlin"}', "personal data"],
  ['{"name":"a \\"quoted\\" name"}', "personal data"],
  ["connecting with 0b5ec7e7", "a key or a password"],
  ['{"to":"somebody@example.com"}', "@"],
  ["authorization: Basic dXNlcjprZXk=", "Basic"],
  ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig", "eyJ"],
  ["GET /orders/abc/authenticate?key=abc", "authenticate"],
])("finds what must not be in a log: %s", (log, kind) => {
  const leaks = found(log);
  expect(leaks).toHaveLength(1);
  expect(leaks[0]).toContain(kind);
  expect(leaks[0]).not.toContain("Erika");
});
