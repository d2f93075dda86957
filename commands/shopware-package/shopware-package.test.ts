import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const COMMAND = fileURLToPath(new URL("../shopware-package.ts", import.meta.url));
const SECRET = "0123456789abcdef0123456789abcdef";
let dir = "";

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "shopware-package-"));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

function run(args: string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { input, encoding: "utf8" });
  return { status, stdout, stderr };
}

const pack = (out: string, secret = SECRET, input = "") =>
  run(["--url", "https://bridge.example.com", "--secret", secret, "--out", join(dir, out)], input);

/** Each file below the folder with its bytes. */
const filesOf = (out: string) =>
  globSync("**/*.*", { cwd: join(dir, out), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path.slice(join(dir, out).length), readFileSync(path).toString("base64")]);

describe("npm run shopware:package", () => {
  test("writes the same bytes again for the same values", () => {
    expect(pack("one").status).toBe(0);
    expect(pack("two").status).toBe(0);
    const [one, two] = [filesOf("one"), filesOf("two")];
    expect(one.map(([path]) => path)).toContain("/KarlaDelivery.zip");
    expect(one.length).toBeGreaterThan(10);
    expect(two).toEqual(one);
  });

  test("puts address, secret, name and version into the manifest, and tells no secret", () => {
    const { stdout, stderr } = pack("one", "-", `${SECRET}\n`);
    const manifest = readFileSync(join(dir, "one", "KarlaDelivery", "manifest.xml"), "utf8");
    expect(manifest).toContain("<registrationUrl>https://bridge.example.com/shopware/register</registrationUrl>");
    expect(manifest).toContain(`<secret>${SECRET}</secret>`);
    expect(manifest).toContain("<name>KarlaDelivery</name>");
    expect(manifest).toMatch(/<version>\d+\.\d+\.\d+<\/version>/);
    expect(stdout).toContain("KarlaDelivery.zip");
    expect(stdout + stderr).not.toContain(SECRET);
  });

  test("says what is missing, how it is used, and ends with 2 where the command line cannot be used", () => {
    const { status, stdout, stderr } = run(["--url", "http://bridge.example.com", "--secret", SECRET, "--out", dir]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^--url has to begin with https[\s\S]*npm run shopware:package -- --url URL/);
  });
});
