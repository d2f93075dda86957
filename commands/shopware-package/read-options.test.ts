import { describe, expect, it } from "vitest";
import { readOptions } from "./read-options.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const read = (...args: string[]) => readOptions(args, () => `${SECRET}\n`);
const withUrl = (url: string) => read("--url", url, "--secret", SECRET, "--out", "build/app");

describe("the options of the packaging command", () => {
  it("are an address, a secret, a folder and a name, which is KarlaDelivery where none is given", () => {
    expect(withUrl("https://bridge.example.com")).toEqual({
      url: "https://bridge.example.com",
      secret: SECRET,
      out: "build/app",
      name: "KarlaDelivery",
    });
    expect(read("--url", "https://a.example", "--secret", SECRET, "--out", "x", "--name", "KarlaForOne").name).toBe(
      "KarlaForOne",
    );
  });

  it("read a secret from standard input where asked to", () => {
    expect(read("--url", "https://a.example", "--secret", "-", "--out", "x").secret).toBe(SECRET);
  });

  it.each([
    ["https://bridge.example.com/", "https://bridge.example.com"],
    ["https://Bridge.example.com/shop/one//", "https://bridge.example.com/shop/one"],
    ["http://127.0.0.1:4020", "http://127.0.0.1:4020"],
    ["http://localhost:4020/", "http://localhost:4020"],
  ])("take %s as %s", (given, url) => {
    expect(withUrl(given).url).toBe(url);
  });

  it.each([
    ["bridge.example.com", /address like https/],
    ["ftp://bridge.example.com", /address like https/],
    ["javascript:alert(1)", /address like https/],
    ["http://bridge.example.com", /has to begin with https/],
    ["http://127.0.0.1.example.com", /has to begin with https/],
    ["https://user:word@bridge.example.com", /user name/],
    ["https://bridge.example.com/?a=1", /query/],
    ["https://bridge.example.com/#top", /query/],
  ])("refuse the address %s", (url, sentence) => {
    expect(() => withUrl(url)).toThrow(sentence);
  });

  it.each([
    [["--url", "https://a.example", "--out", "x"], /--secret SECRET/],
    [["--secret", SECRET, "--out", "x"], /--url https/],
    [["--url", "https://a.example", "--secret", SECRET], /--out DIR/],
    [["--url", "https://a.example", "--secret", SECRET, "--out", ""], /--out DIR/],
    [["--url", "https://a.example", "--secret", SECRET.slice(1), "--out", "x"], /31 characters and needs 32/],
    [["--url", "https://a.example", "--secret", `${SECRET} ${SECRET}`, "--out", "x"], /without spaces/],
    [["--url", "https://a.example", "--secret", SECRET, "--out", "x", "--name", "../x"], /letters and digits/],
    [["--url", "https://a.example", "--secret", SECRET, "--out", "x", "--nam", "Karla"], /nam/],
  ])("refuse %j", (args, sentence) => {
    expect(() => read(...args)).toThrow(sentence);
  });

  it("never tell a secret that is refused", () => {
    const secret = "too-short-but-secret";
    expect(() => read("--url", "https://a.example", "--secret", secret, "--out", "x")).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    );
  });
});
