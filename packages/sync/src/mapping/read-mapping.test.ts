import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { MappingDocument } from "./document.ts";
import { mappingDocument } from "./mapping.arbitrary.ts";
import { documentOf } from "./mapping.fixture.ts";
import { readMapping, writeMapping } from "./read-mapping.ts";

const note = { from: "note_attribute", name: "Gift" };

describe("a mapping as text", () => {
  test("written, read and written again is the same to the byte", () => {
    fc.assert(
      fc.property(mappingDocument, (document) => {
        const written = writeMapping(document);
        const read = readMapping(Buffer.from(written));
        expect(read.outcome).toBe("read");
        if (read.outcome === "read") expect(writeMapping(read.document)).toBe(written);
      }),
    );
  });

  test("of 50 MB is refused without being read, as is what is no JSON or no UTF-8", () => {
    expect(readMapping(Buffer.alloc(50 * 1024 * 1024, "["))).toMatchObject({ outcome: "refused", code: "too_large" });
    expect(readMapping("{,}")).toMatchObject({ outcome: "refused", code: "not_json" });
    expect(readMapping(Buffer.from([0x22, 0xff, 0x22]))).toMatchObject({ outcome: "refused", code: "not_json" });
  });

  test("of a newer version is refused as such, whatever else it holds", () => {
    const newer = { schemaVersion: 2, rules: [{ new: "things" }], more: true };
    expect(readMapping(JSON.stringify(newer))).toEqual({
      outcome: "refused",
      code: "newer_version",
      path: "schemaVersion",
      detail: "2",
    });
  });

  test.each([
    ["a key that is not known", { ...documentOf({ source: note }), shop: "other" }, ""],
    [
      "a step that is not known",
      { schemaVersion: 1, rules: [{ ...documentOf({ source: note }).rules[0], transforms: [{ do: "eval" }] }] },
      "rules.0.transforms.0.do",
    ],
    [
      "a field that is not known",
      {
        schemaVersion: 1,
        rules: [{ ...documentOf({ source: note }).rules[0], source: { from: "field", field: "__proto__.x" } }],
      },
      "rules.0.source.field",
    ],
    ["nothing", null, ""],
  ])("with %s is refused, and the place is named", (_, value, path) => {
    expect(readMapping(JSON.stringify(value))).toMatchObject({ outcome: "refused", code: "not_a_mapping", path });
  });

  test("is described by the published JSON Schema", async () => {
    const schema = z.toJSONSchema(MappingDocument, { io: "input", reused: "ref" });
    const text = `${JSON.stringify({ ...schema, title: "Karla mapping, version 1" }, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../../../docs/mapping.schema.json");
  });
});
