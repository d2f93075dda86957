import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { FolderError } from "./folder-error.ts";
import { readFolder } from "./read-folder.ts";
import { readOptions } from "./read-options.ts";
import { scanLogs } from "./scan-logs.ts";

const dir = mkdtempSync(join(tmpdir(), "conformance-folder-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function folder(files: Record<string, string>): string {
  const path = mkdtempSync(join(dir, "f-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

const entry = { file: "a.json", topic: "order", feed_as: "orders/create", wrapper: false };

test("a body is read as the bytes of its file, and what is not fed is left out", () => {
  const index = JSON.stringify([entry, { ...entry, file: "missing.json", feed_as: "none" }]);
  const bodies = readFolder(folder({ "index.json": index, "a.json": '{"id": 820982911946154508 }\n' }));
  expect(bodies).toEqual([
    { file: "a.json", topic: "orders/create", bytes: Buffer.from('{"id": 820982911946154508 }\n'), headers: {} },
  ]);
});

test("of a wrapper the body is cut out as text, and Shopify's own headers are kept", () => {
  const recorded = '{"headers":{"X-Shopify-Webhook-Id":"w","accept":"*/*"},"body":{"id":820982911946154508,"a":1.10}}';
  const index = JSON.stringify([{ ...entry, wrapper: true }]);
  const [body] = readFolder(folder({ "index.json": index, "a.json": recorded }));
  expect(body?.bytes.toString()).toBe('{"id":820982911946154508,"a":1.10}');
  expect(body?.headers).toEqual({ "x-shopify-webhook-id": "w" });
});

test.each<[string, Record<string, string>]>([
  ["no index", {}],
  ["an index that is no JSON", { "index.json": "[" }],
  ["an index of another kind", { "index.json": '[{"case":"x","steps":[]}]' }],
  ["a file that is missing", { "index.json": JSON.stringify([entry]) }],
  ["a file outside of the folder", { "index.json": JSON.stringify([{ ...entry, file: "../a.json" }]) }],
  ["a wrapper that is none", { "index.json": JSON.stringify([{ ...entry, wrapper: true }]), "a.json": "{}" }],
])("a folder that cannot be used is refused: %s", (_what, files) => {
  expect(() => readFolder(folder(files))).toThrow(FolderError);
});

test.each([[], ["a", "b"], ["a", "--sabotage", "nap"], ["a", "--platform", "etsy"], ["a", "--what"]])(
  "a command line that cannot be used is refused: %j",
  (...args) => {
    expect(() => readOptions(args)).toThrow();
  },
);

test("a name, street or address of a body is found in a log, and only there", () => {
  const body = JSON.stringify({
    email: "petra@example.com",
    shipping_address: { name: "Petra Probe", address1: "Probeweg 1", zip: "10115" },
    line_items: [{ name: "Teapot" }],
  });
  const fed = [{ file: "a.json", topic: "orders/create", bytes: Buffer.from(body), headers: {} }];
  const logged = (line: string) => {
    const data = folder({});
    mkdirSync(join(data, "logs"));
    writeFileSync(join(data, "logs", "worker.log"), line);
    return scanLogs(fed, data);
  };
  expect(logged('{"msg":"delivered","zip":"10115","title":"Teapot","x":"Probeweg 12"}')).toEqual([]);
  expect(logged('{"msg":"order of Petra Probe"}')).toMatchObject([{ file: "a.json", rule: "personal_in_log" }]);
  expect(JSON.stringify(logged("to petra@example.com"))).not.toContain("petra");
});
