import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { createLiquid } from "@karla/sandbox/liquid";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aPng } from "../../packages/karla-core/src/images/picture.fixture.ts";
import { type RunningStorefront, startStorefront } from "../http/running-storefront.ts";
import { filledIn, formIn, type SentField, sendForm } from "../http/sent-form.ts";

const MIB = 1024 * 1024;
const LOCALE = [["locale", "en"]] as const;

let storefront: RunningStorefront;
let form: ReturnType<typeof formIn>;
let asked: string[] = [];
beforeAll(async () => {
  storefront = await startStorefront();
  for (const id of ["1001", "1002"]) await storefront.place({ external_id: id }, [{ tracking_number: id }]);
  form = formIn(await open("1001"));
});
beforeEach(() => {
  asked = [];
  storefront.spine.misbehave.next = ({ method, path }) => {
    if (method === "POST") asked.push(path.split("/").slice(4).join("/"));
    return null;
  };
});
afterAll(() => storefront.stop());

async function open(id: string, shop = "spine.myshopify.com"): Promise<string> {
  const way = [["orderNumber", id], ["zipCode", "10115"], ...LOCALE] as const;
  return (await storefront.visit(way, { page: "resolve", shopify: { shop } })).text;
}

const filled = (...fields: SentField[]) => filledIn(form.empty, [["reason", "investigation"], ...fields]);
const post = (body: Uint8Array | string, type: string) =>
  storefront.visit(LOCALE, {
    page: "resolve",
    method: "POST",
    body: typeof body === "string" ? body : new Uint8Array(body),
    headers: { "Content-Type": type },
  });

describe("P16 nothing is changed without a form that was shown for the order", () => {
  test.each<[string, SentField[]]>([
    ["no token", [["token", ""]]],
    ["a token that is none", [["token", "1001.x"]]],
    ["a link's token", []],
    ["a token of which a character was changed", []],
    ["another order's name in front", []],
  ])("%s", async (what, fields) => {
    const forged: Record<string, string> = {
      "a link's token": storefront.links.create(shopIdOf("shopify", "spine.myshopify.com"), "1001"),
      "a token of which a character was changed": form.token.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      "another order's name in front": form.token.replace(/^1001/, "1002"),
    };
    const token: SentField[] = what in forged ? [["token", forged[what] ?? ""]] : fields;
    const answer = await sendForm(storefront, filled(...token));
    expect(answer).toMatchObject({ status: 403, calls: 0 });
    expect(answer.text).toContain("too old, or not from here");
    expect(asked).toEqual([]);
  });

  test("a form of another shop", async () => {
    const answer = await sendForm(storefront, filled(), { shopify: { shop: "other.myshopify.com" } });
    expect([answer.status, asked]).toEqual([403, []]);
  });

  test("a form of another order is about that one's parcels alone", async () => {
    const other = formIn(await open("1002"));
    const answer = await sendForm(storefront, filled(["token", other.token]));
    expect([answer.status, asked]).toEqual([422, []]);
  });

  test("a form that was opened twelve hours ago", async () => {
    storefront.advance(12 * 60 * 60_000);
    expect((await sendForm(storefront, filled())).status).toBe(403);
    storefront.advance(-12 * 60 * 60_000);
  });

  test("a form that Shopify did not sign", async () => {
    const answer = await sendForm(storefront, filled(), { signature: () => undefined });
    expect(answer).toMatchObject({ status: 401, text: "" });
    expect(asked).toEqual([]);
  });

  test("opening the page, by whatever method", async () => {
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const answer = await sendForm(storefront, filled(), { method });
      expect(answer).toMatchObject({ status: 405, text: "" });
      expect(answer.headers.get("allow")).toBe("GET, HEAD, POST");
    }
    const query = form.empty.flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []));
    await storefront.visit([...query, ["reason", "damage"]], { page: "resolve" });
    expect(asked).toEqual([]);
  });

  test("an order that was erased meanwhile", async () => {
    await storefront.place({ external_id: "1003" }, [{ tracking_number: "1003" }]);
    const { empty } = formIn(await open("1003"));
    await storefront.spine.pool.query(
      `INSERT INTO shop_order (shop_id, order_id, version, status, reason, received_at, updated_at)
       SELECT shop_id, '1003', 1, 'skipped', 'redacted', created_at, created_at FROM shop`,
    );
    const answer = await sendForm(storefront, filledIn(empty, [["reason", "damage"]]));
    expect([answer.status, asked]).toEqual([404, []]);
  });
});

describe("a body of another form", () => {
  const boundary = "x";
  const TYPE = `multipart/form-data; boundary=${boundary}`;
  const part = (name: string, value: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

  test.each<[string, string | Uint8Array, string]>([
    ["of a form without files", "token=1&reason=damage", "application/x-www-form-urlencoded"],
    ["JSON", "{}", "application/json"],
    ["without a boundary", "", "multipart/form-data"],
    ["with a boundary that is too long", "", `multipart/form-data; boundary=${"x".repeat(71)}`],
    ["empty", "", TYPE],
    ["broken off", part("token", "1"), TYPE],
    ["with headers that never end", `--x\r\n${"a: b\r\n".repeat(10_000)}`, TYPE],
    ["of another boundary", part("token", "1").replaceAll("--x", "--y"), TYPE],
    ["compressed", gzipSync(`${part("token", "1")}--x--\r\n`), TYPE],
    ["of a hundred thousand fields", `${part("token", "1").repeat(100_000)}--x--\r\n`, TYPE],
    ["with a field named __proto__", `${part("__proto__", "1")}--x--\r\n`, TYPE],
  ])("%s is no form of ours", async (_, body, type) => {
    expect(await post(body, type)).toMatchObject({ status: 403, calls: 0 });
    expect(asked).toEqual([]);
  });

  test("with too many bytes is refused in words, announced or not", async () => {
    const large = Buffer.alloc(12.6 * MIB, "a");
    const announced = await post(large, TYPE);
    expect(announced.status).toBe(413);
    expect(announced.text).toContain("at most 12 MB in all");
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let n = 0; n < 13; n += 1) controller.enqueue(new Uint8Array(MIB));
        controller.close();
      },
    });
    const visit = { page: "resolve", method: "POST", body: chunks, headers: { "Content-Type": TYPE } };
    expect((await storefront.visit(LOCALE, visit)).status).toBe(413);
  });

  test("whose sender hangs up in the middle leaves room for the next one", async () => {
    for (let n = 0; n < 6; n += 1) {
      const url = new URL(await storefront.signedUrl(LOCALE, "resolve"));
      const hungUp = request(url, { method: "POST", headers: { "Content-Type": TYPE, "Content-Length": 1_000 } });
      hungUp.on("error", () => {});
      hungUp.write(part("token", "1"));
      await new Promise<void>((resolve) => hungUp.once("socket", (socket) => socket.once("connect", () => resolve())));
      hungUp.destroy();
    }
    await expect.poll(async () => (await sendForm(storefront, filled(["token", ""]))).status).toBe(403);
  });
});

describe("a file is what its bytes say", () => {
  const HTML = Buffer.from("<!doctype html><script>alert(1)</script>");
  const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');

  test.each<[string, Buffer]>([
    ["HTML", HTML],
    ["SVG", SVG],
    ["a GIF", Buffer.from("GIF89a")],
    ["a PDF", Buffer.from("%PDF-1.7")],
    ["HTML behind the first bytes of a PNG", Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), HTML])],
    ["HTML behind the first bytes of a JPEG", Buffer.concat([Buffer.from("ffd8ff", "hex"), HTML])],
    ["one byte", Buffer.from([0xff])],
  ])("%s that is said to be a picture is refused at its field", async (_, bytes) => {
    for (const name of ["photos", "signature"]) {
      const answer = await sendForm(storefront, filled([name, { bytes, name: "photo.png", type: "image/png" }]));
      expect(answer.status).toBe(422);
      expect(answer.text).toMatch(new RegExp(`href="#karla-claim-${name}">`));
    }
    expect(asked).not.toContain("claims");
  });

  test("one that is too large, and a hundred, are refused without a look at the core", async () => {
    const large = await sendForm(
      storefront,
      filled(["photos", { bytes: Buffer.concat([aPng(), Buffer.alloc(4 * MIB)]) }]),
    );
    expect([large.status, large.text.includes("One of the pictures is too large")]).toEqual([422, true]);
    const photos = Array.from({ length: 100 }, (): SentField => ["photos", { bytes: aPng() }]);
    const many = await sendForm(storefront, filled(...photos));
    expect([many.status, many.text.includes("Choose fewer pictures")]).toEqual([422, true]);
    expect(asked).toEqual([]);
  });

  test("its name is never used", async () => {
    const names = [
      "../../etc/passwd",
      "..\\..\\x.png",
      "/proc/self/environ",
      "a\u0000.png",
      "<script>.png",
      "{{ shop.name }}.png",
      'x".png',
    ];
    const answers = [];
    for (const name of names) {
      const { empty } = formIn(await open("1001"));
      const photo: SentField = ["photos", { bytes: aPng(), name }];
      answers.push(await sendForm(storefront, filledIn(empty, [["reason", "investigation"], photo])));
    }
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    for (const { text } of answers) expect(text).not.toMatch(/passwd|environ|\.png|<script/);
    const { rows } = await storefront.spine.pool.query("SELECT DISTINCT content_type FROM karla_core.image");
    expect(rows).toEqual([{ content_type: "image/png" }]);
  });
});

describe("what was entered into a form is text and nothing else", () => {
  const liquid = createLiquid({ assetUrl: (name) => name, text: () => null });
  const rendered = (source: string) =>
    liquid.parseAndRender(source, { shop: { name: "RUN" }, request: { locale: { iso_code: "en" } } });

  test.each([
    "{{ shop.name }}",
    "{% include 'secret' %}",
    "{%- layout none -%}",
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
  ])("%s", async (text) => {
    const fields = ["description", "reason", "preference", "parcel"].map((name): SentField => [name, text]);
    const answer = await sendForm(storefront, filled(...fields));
    expect(answer.status).toBe(422);
    expect(await rendered(answer.text)).not.toMatch(/RUN|<script|<img/);
    const echoed = await storefront.visit([...LOCALE, [text, text]], { page: "resolve", method: "POST", body: "" });
    expect(echoed.text).not.toContain(text);
  });
});
