import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { compressAndSeal, keyIdOf, open, openAndDecompress, type SealPlace, seal } from "./secret-box.ts";
import { SecretBoxError } from "./secret-box-error.ts";

const current = sealKeyOf(randomBytes(32));
const keyring = createKeyring({ current });
const place: SealPlace = { tenant: "shop-1", table: "inbox", column: "body", row: "7" };
const bytes = fc.uint8Array({ maxLength: 300 });
const places = fc.record({ tenant: fc.string(), table: fc.string(), column: fc.string(), row: fc.string() });

function codeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SecretBoxError)) throw error;
    expect(error.retry).toBe(false);
    return error.code;
  }
}

describe("a sealed value", () => {
  it("opens at its place to the same bytes", () => {
    fc.assert(
      fc.property(bytes, places, (plain, at) => {
        expect(open(keyring, seal(current, plain, at), at)).toEqual(Buffer.from(plain));
      }),
    );
  });

  it("has a nonce that no other has, however many there are", () => {
    const nonceAt = 2 + current.id.length;
    const nonces = Array.from({ length: 2_000 }, () =>
      seal(current, Buffer.alloc(1), place)
        .subarray(nonceAt, nonceAt + 12)
        .toString("hex"),
    );
    expect(new Set(nonces).size).toBe(2_000);
  });

  it("does not open after any single bit was flipped", () => {
    fc.assert(
      fc.property(bytes, fc.nat(), (plain, at) => {
        const sealed = seal(current, plain, place);
        const bit = at % (sealed.length * 8);
        sealed.writeUInt8(sealed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(codeOf(() => open(keyring, sealed, place))).toBeOneOf(["not_authentic", "unknown_key", "malformed"]);
      }),
      { numRuns: 500 },
    );
  });

  it("does not open when it was cut short or lengthened", () => {
    fc.assert(
      fc.property(bytes, fc.nat(), bytes, (plain, cut, more) => {
        const sealed = seal(current, plain, place);
        const shorter = sealed.subarray(0, cut % sealed.length);
        expect(codeOf(() => open(keyring, shorter, place))).toBeOneOf(["not_authentic", "malformed"]);
        const longer = Buffer.concat([sealed, Buffer.from(more), Buffer.from([0])]);
        expect(codeOf(() => open(keyring, longer, place))).toBe("not_authentic");
      }),
    );
  });

  it("does not open at any other place, even where the names run together alike", () => {
    fc.assert(
      fc.property(places, places, (at, other) => {
        fc.pre(JSON.stringify(at) !== JSON.stringify(other));
        expect(codeOf(() => open(keyring, seal(current, Buffer.from("x"), at), other))).toBe("not_authentic");
      }),
    );
    const joined: SealPlace = { tenant: "a", table: "bc", column: "d" };
    const sealed = seal(current, Buffer.from("x"), joined);
    expect(codeOf(() => open(keyring, sealed, { tenant: "ab", table: "c", column: "d" }))).toBe("not_authentic");
    expect(codeOf(() => open(keyring, sealed, { ...joined, row: "" }))).toBe("not_authentic");
  });

  it("never looks the same twice", () => {
    expect(seal(current, Buffer.from("x"), place)).not.toEqual(seal(current, Buffer.from("x"), place));
  });

  it("opens with a previous key after a rotation, and tells which key it has", () => {
    const next = sealKeyOf(randomBytes(32));
    const sealed = seal(current, Buffer.from("x"), place);
    const rotated = createKeyring({ current: next, previous: [current] });
    expect(open(rotated, sealed, place).toString()).toBe("x");
    expect(keyIdOf(sealed)).toBe(current.id);
    expect(codeOf(() => open(createKeyring({ current: next }), sealed, place))).toBe("unknown_key");
  });

  it("does not open with another key of the same id", () => {
    const imposter = createKeyring({ current: { id: current.id, key: randomBytes(32) } });
    expect(codeOf(() => open(imposter, seal(current, Buffer.from("x"), place), place))).toBe("not_authentic");
  });
});

describe("a compressed and sealed body", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(bytes, (plain) => {
        const sealed = compressAndSeal(current, plain, place);
        expect(openAndDecompress(keyring, sealed, place, 300)).toEqual(Buffer.from(plain));
      }),
    );
  });

  it("is not unfolded beyond the cap", () => {
    const sealed = compressAndSeal(current, Buffer.alloc(1_000_000), place);
    expect(sealed.length).toBeLessThan(1000);
    expect(codeOf(() => openAndDecompress(keyring, sealed, place, 999_999))).toBe("too_large");
    expect(openAndDecompress(keyring, sealed, place, 1_000_000)).toHaveLength(1_000_000);
  });

  it("is refused when it was sealed without compression", () => {
    const sealed = seal(current, Buffer.from("plain"), place);
    expect(codeOf(() => openAndDecompress(keyring, sealed, place, 100))).toBe("malformed");
  });
});

it("takes only keys of 32 bytes", () => {
  expect(codeOf(() => sealKeyOf(randomBytes(16)))).toBe("bad_key");
  expect(codeOf(() => createKeyring({ current: { id: "", key: randomBytes(32) } }))).toBe("bad_key");
});
