import { describe, expect, test } from "vitest";
import { verifySignature } from "./verify-signature.ts";

const SECRET = "3d3b5a0e-6f1c-4c5b-9d52-7a1e0f6b9c11";
const BODY = Buffer.from('{"ref":"claims/created","note":"Grüße"}');
const T = 1_767_225_600;
/** printf '%s.%s' "$T" "$BODY" | openssl dgst -sha256 -hmac "$SECRET"; of the body alone; with another secret. */
const V1 = "fbdee073ad907deb7d1b96204cd414a9638b2f3cda60c8877ff5a013c03d2b0a";
const OF_BODY_ALONE = "c26e8e391dcf1f7373e4f61150059d338368d6e85041a513cc1d0e6f83f0405a";
const OF_ANOTHER = "b62cefdc4dcd8556a3d9a046b359f4b83c95e78592e03bb0c940179ca3d9b5b3";

const at = (seconds: number) => ({ body: BODY, secret: SECRET, now: (T + seconds) * 1_000 });
const reasonOf = (header: string | undefined, seconds = 0) => {
  const verdict = verifySignature(header, at(seconds));
  return verdict.outcome === "refused" ? verdict.reason : "verified";
};

test("what Karla signs is taken: the HMAC of this body was made with openssl", () => {
  expect(reasonOf(`t=${T},v1=${V1}`)).toBe("verified");
});

describe("a signature is not taken", () => {
  test.each([
    ["W1 no header", undefined, "no_signature"],
    ["W1 an empty header", "", "no_signature"],
    ["W1 words", "malformed_signature", "malformed_signature"],
    ["W1 a time alone", `t=${T}`, "bad_signature"],
    ["W1 a digest alone", `v1=${V1}`, "malformed_signature"],
    ["W1 two times", `t=${T},t=${T},v1=${V1}`, "malformed_signature"],
    ["W1 two headers in one", `t=${T},v1=${V1}, t=${T},v1=${V1}`, "malformed_signature"],
    ["W1 an empty part", `t=${T},,v1=${V1}`, "malformed_signature"],
    ["W3 a time with letters behind", `t=${T}abc,v1=${V1}`, "malformed_signature"],
    ["W3 an exponent", `t=1e9,v1=${V1}`, "malformed_signature"],
    ["W3 a space in front", `t= ${T},v1=${V1}`, "malformed_signature"],
    ["W3 a plus", `t=+${T},v1=${V1}`, "malformed_signature"],
    ["W3 a minus", `t=-${T},v1=${V1}`, "malformed_signature"],
    ["W3 a fraction", `t=${T}.0,v1=${V1}`, "malformed_signature"],
    ["W3 twenty digits", `t=${T}0000000000,v1=${V1}`, "malformed_signature"],
    ["W3 a zero in front", `t=0${T},v1=${V1}`, "malformed_signature"],
    ["W5 another scheme alone", `t=${T},v0=${V1},v2=${V1}`, "bad_signature"],
    ["W5 upper-case hex", `t=${T},v1=${V1.toUpperCase()}`, "bad_signature"],
    ["W5 a digit less", `t=${T},v1=${V1.slice(1)}`, "bad_signature"],
    ["W5 a digit more", `t=${T},v1=${V1}0`, "bad_signature"],
    ["W5 base64", `t=${T},v1=${Buffer.from(V1, "hex").toString("base64url")}`, "bad_signature"],
    ["W6 of the body without the time", `t=${T},v1=${OF_BODY_ALONE}`, "bad_signature"],
    ["W8 with another secret", `t=${T},v1=${OF_ANOTHER}`, "bad_signature"],
    ["a digest of another time", `t=${T + 1},v1=${V1}`, "bad_signature"],
  ])("%s", (_, header, reason) => expect(reasonOf(header)).toBe(reason));

  test("W7 whoever has no secret, whatever is signed", () => {
    const empty = "2d9e892f487ad9d1264a0cdfbf0c5b0c8a727db7e73b8f1b0ccae73890575c31";
    expect(verifySignature(`t=${T},v1=${empty}`, { ...at(0), secret: "" })).toMatchObject({ outcome: "refused" });
  });
});

test("W2 a signature is good for 300 seconds on both sides of our clock", () => {
  const header = `t=${T},v1=${V1}`;
  expect([-301, -300, 300, 301].map((seconds) => reasonOf(header, seconds))).toEqual([
    "stale_timestamp",
    "verified",
    "verified",
    "stale_timestamp",
  ]);
});

test("W4 of several digests, while a secret is changed, any may fit", () => {
  expect(reasonOf(`t=${T},v1=${OF_ANOTHER},v1=${V1}`)).toBe("verified");
  expect(reasonOf(`t=${T},v1=${V1},v1=${OF_ANOTHER},v2=new`)).toBe("verified");
  expect(reasonOf(`v1=${V1},t=${T}`)).toBe("verified");
});
