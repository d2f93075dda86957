import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FileLine, fileLines } from "./file-lines.ts";

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface Reading {
  from?: number;
  piece?: number;
  size?: number | null;
}

/** No line may have more than 30 bytes. */
async function linesOf(text: string, { from = 0, piece = 3, size = Buffer.byteLength(text) }: Reading = {}) {
  const lines: FileLine[] = [];
  for await (const line of fileLines(inPieces(Buffer.from(text).subarray(from), piece), { from, size, longest: 30 })) {
    lines.push(line);
  }
  return lines;
}

describe("the lines of a file", () => {
  test("are the same however its bytes come in, and can be read on from the end of each, counted in bytes", async () => {
    const line = fc.string({ unit: "binary", maxLength: 5 }).map((text) => text.replaceAll("\n", " "));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), async (texts, piece) => {
        const file = texts.map((text) => `${text}\n`).join("");
        const lines = await linesOf(file, { piece });
        expect(lines.map(({ text }) => text)).toEqual(texts.map((text) => Buffer.from(text).toString("utf8")));
        for (const [at, { end }] of lines.entries()) {
          expect(await linesOf(file, { from: end, piece })).toEqual(lines.slice(at + 1));
        }
      }),
    );
  });

  test("end at the file's end, with or without a newline there", async () => {
    expect(await linesOf("a\nb")).toEqual(await linesOf("a\nb\n").then(([a, b]) => [a, { ...b, end: 3 }]));
  });

  test("are cut off where they are too long, without what follows being lost", async () => {
    const [long, next] = await linesOf(`${"x".repeat(31)}\ny\n`);
    expect(long).toEqual({ text: "x".repeat(30), tooLong: true, end: 32 });
    expect(next).toEqual({ text: "y", tooLong: false, end: 34 });
    expect(await linesOf(`${"x".repeat(30)}\n`)).toEqual([{ text: "x".repeat(30), tooLong: false, end: 31 }]);
  });

  test.each([
    ["shorter than it is", "a\nb\n", 5],
    ["that ends within a line, of whose size nothing is known,", "a\nb", null],
    ["that ends within a line", "a\nb", 4],
  ])("of a file %s are an error at its end", async (_what, text, size) => {
    await expect(linesOf(text, { size })).rejects.toMatchObject({ kind: "transport", retry: true });
  });
});
