import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanImage } from "./clean-image.ts";
import { orientationOf } from "./exif-orientation.ts";
import {
  aJpeg,
  aPng,
  aWebp,
  exif,
  extended,
  JFIF,
  jpegSegment,
  LOSSLESS,
  LOSSY,
  pngChunk,
  SECRET,
  type WebpChunk,
} from "./picture.fixture.ts";

function cleaned(bytes: Buffer) {
  const result = cleanImage(bytes);
  if (result.outcome === "refused") throw new Error(result.why);
  return result.image;
}

const refused = (bytes: Buffer) => cleanImage(bytes).outcome === "refused";
const secret = Buffer.from(`${SECRET}\0`);

describe("a PNG", () => {
  const metadata = fc
    .constantFrom("tEXt", "zTXt", "iTXt", "eXIf", "tIME", "iCCP", "acTL", "prVt")
    .map((type) => pngChunk(type, secret));
  const shown = fc
    .constantFrom("gAMA", "sRGB", "pHYs", "tRNS")
    .chain((type) => fc.uint8Array({ maxLength: 20 }).map((data) => pngChunk(type, data)));

  test("loses whatever it is not shown with, and nothing else, wherever that stands", () => {
    const chunks = fc.array(
      fc.oneof(
        metadata.map((chunk) => ({ chunk, kept: false })),
        shown.map((chunk) => ({ chunk, kept: true })),
      ),
    );
    fc.assert(
      fc.property(chunks, (extra) => {
        const picture = cleaned(aPng({ extra: extra.map(({ chunk }) => chunk), behind: SECRET }));
        const kept = extra.flatMap(({ chunk, kept }) => (kept ? [chunk] : []));
        expect(picture).toEqual({ contentType: "image/png", bytes: aPng({ extra: kept }), width: 2, height: 3 });
      }),
    );
  });

  test("that is damaged, cut off, or needs a chunk that nobody knows is refused", () => {
    const picture = aPng();
    for (let cut = 1; cut < picture.length; cut += 1) expect(refused(picture.subarray(0, cut))).toBe(true);
    for (let at = 8; at < picture.length; at += 1) {
      const damaged = Buffer.from(picture);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(refused(damaged)).toBe(true);
    }
    expect(refused(aPng({ extra: [pngChunk("ABCD", secret)] }))).toBe(true);
  });
});

describe("a JPEG", () => {
  const metadata = fc
    .constantFrom(0xe0, 0xe1, 0xe2, 0xe5, 0xed, 0xee, 0xef, 0xfe)
    .map((marker) => jpegSegment(marker, secret));

  test("loses application data, comments and what lies behind its end, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(metadata), (extra) => {
        const picture = cleaned(aJpeg({ extra: [JFIF, ...extra], behind: SECRET }));
        expect(picture).toEqual({ contentType: "image/jpeg", bytes: aJpeg({ extra: [JFIF] }), width: 4, height: 5 });
      }),
    );
  });

  test("keeps of EXIF how it is to be turned, in either byte order, and no more", () => {
    for (const order of ["II", "MM"] as const) {
      for (let orientation = 1; orientation <= 8; orientation += 1) {
        const { bytes } = cleaned(aJpeg({ extra: [exif(orientation, order)] }));
        expect(bytes.includes(SECRET)).toBe(false);
        if (orientation === 1) expect(bytes).toEqual(aJpeg());
        else expect(orientationOf(bytes.subarray(6))).toBe(orientation);
        expect(cleaned(bytes).bytes).toEqual(bytes);
      }
    }
    expect(cleaned(aJpeg({ extra: [exif(9)] })).bytes).toEqual(aJpeg());
  });

  test("that is cut off, or of a kind that browsers do not show, is refused", () => {
    const picture = aJpeg();
    for (let cut = 1; cut < picture.length; cut += 1) expect(refused(picture.subarray(0, cut))).toBe(true);
    for (const marker of [0xc3, 0xc9, 0xcc, 0xd8, 0x01]) {
      expect(refused(aJpeg({ extra: [jpegSegment(marker, Buffer.alloc(9))] }))).toBe(true);
    }
  });
});

describe("a WebP", () => {
  const metadata = fc.constantFrom("ICCP", "EXIF", "XMP ", "prVt").map((type): WebpChunk => [type, secret]);

  test("of pixels alone stays as it is, in both ways of coding", () => {
    const lossy = aWebp([["VP8 ", LOSSY]]);
    expect(cleaned(lossy)).toEqual({ contentType: "image/webp", bytes: lossy, width: 7, height: 9 });
    expect(cleaned(aWebp([["VP8L", LOSSLESS]]))).toMatchObject({ width: 7, height: 9 });
  });

  test("loses whatever it is not shown with, and what lies behind its end", () => {
    const alpha: WebpChunk = ["ALPH", Buffer.from([0, 1, 2])];
    const parts = fc.tuple(fc.array(metadata), fc.array(metadata), fc.boolean());
    fc.assert(
      fc.property(parts, ([before, after, transparent]) => {
        const pixels: WebpChunk[] = [...(transparent ? [alpha] : []), ["VP8 ", LOSSY]];
        const flags = transparent ? 0x10 : 0;
        const picture = aWebp([extended(flags | 0x2c), ...before, ...pixels, ...after], SECRET);
        expect(cleaned(picture).bytes).toEqual(aWebp([extended(flags), ...pixels]));
      }),
    );
  });

  test("that moves, has two pictures, or says two sizes is refused", () => {
    expect(refused(aWebp([extended(2), ["ANIM", Buffer.alloc(6)], ["VP8 ", LOSSY]]))).toBe(true);
    expect(
      refused(
        aWebp([
          ["VP8 ", LOSSY],
          ["VP8L", LOSSLESS],
        ]),
      ),
    ).toBe(true);
    expect(
      refused(
        aWebp([
          ["VP8X", Buffer.from([0, 0, 0, 0, 9, 0, 0, 8, 0, 0])],
          ["VP8 ", LOSSY],
        ]),
      ),
    ).toBe(true);
    const picture = aWebp([extended(0), ["VP8 ", LOSSY]]);
    for (let cut = 1; cut < picture.length; cut += 1) expect(refused(picture.subarray(0, cut))).toBe(true);
  });
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["a drawing with a script", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ["a GIF", Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1")],
  ["a PDF", Buffer.from("%PDF-1.7")],
  ["a program", Buffer.from("MZ\x90\0", "latin1")],
  ["a bitmap", Buffer.from("BM6\0\0\0", "latin1")],
  ["no pixels", aPng({ width: 0 })],
  ["too many pixels", aPng({ width: 12_000, height: 12_000 })],
  ["too long a side", aPng({ width: 12_001 })],
])("%s is refused", (_, bytes) => {
  expect(refused(bytes)).toBe(true);
});

test("whatever bytes come, nothing breaks, and what is clean is clean", () => {
  const sound = fc.constantFrom(
    aPng({ extra: [pngChunk("tEXt", secret)] }),
    aJpeg({ extra: [exif(6)] }),
    aWebp([extended(0x3c), ["EXIF", secret], ["VP8L", LOSSLESS]]),
  );
  const changed = fc
    .tuple(sound, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }))
    .map(([picture, changes]) => {
      const bytes = Buffer.from(picture);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      return bytes;
    });
  const arbitrary = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(changed, arbitrary), (bytes) => {
      const result = cleanImage(bytes);
      if (result.outcome === "refused") return;
      expect(cleanImage(result.image.bytes)).toEqual(result);
      expect(result.image.bytes.length).toBeLessThanOrEqual(bytes.length + 36);
    }),
    { numRuns: 2_000 },
  );
});
