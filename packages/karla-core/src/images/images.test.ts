import { migrate } from "@karla/store/migrate";
import { expect, test } from "vitest";
import { validateAnswer } from "../../../../test/contract/karla/contract-validator.ts";
import { basic, useCore } from "../test-core.fixture.ts";
import { aJpeg, aPng, exif, SECRET } from "./picture.fixture.ts";

const core = useCore(migrate);

interface Sent {
  readonly type?: string;
  readonly as?: string;
  readonly name?: string;
}

async function upload(at: string, parts: readonly (readonly [string, Buffer | string])[], sent: Sent = {}) {
  const form = new FormData();
  for (const [name, part] of parts) {
    if (typeof part === "string") form.append(name, part);
    else form.append(name, new Blob([new Uint8Array(part)], { type: "text/html" }), sent.name ?? "a.html");
  }
  const path = `${at}/images/${sent.type ?? "claim"}`;
  const encoded = new Response(form);
  const headers = {
    authorization: sent.as ?? core.admin,
    "content-type": encoded.headers.get("content-type") ?? "",
  };
  const body = await encoded.arrayBuffer();
  const answer = await core.core().app.request(path, { method: "POST", headers, body });
  const answered = await answer.json();
  expect(validateAnswer("POST", path, answer.status, answered)).toEqual(
    answer.status === 413 ? expect.anything() : { outcome: "valid" },
  );
  return { status: answer.status, body: answered };
}

const show = (url: string) => core.core().app.request(new URL(url).pathname);

test("a picture is kept without what it tells beside its pixels, and shown to whoever has its link", async () => {
  const { at, slug } = await core.shop();
  const { status, body } = await upload(at, [["image", aJpeg({ extra: [exif(1)], behind: SECRET })]]);
  expect(status).toBe(200);
  expect(body).toEqual({ url: expect.any(String), image_type: "claim", shop_slug: slug });
  expect(body.url).toMatch(/^https:\/\/track\.example\.com\/images\/[\w-]{43}$/);
  const shown = await show(body.url);
  expect(shown.status).toBe(200);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(aJpeg());
});

test("its type is that of its content, whatever its sender says, and a browser can do nothing with it but show it", async () => {
  const { at } = await core.shop();
  const { body } = await upload(at, [["image", aPng()]], { type: "signature" });
  const { headers } = await show(body.url);
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "content-disposition": "inline",
    "cache-control": "public, max-age=31536000, immutable",
  });
});

test("its link stands in no log", async () => {
  const { at } = await core.shop();
  const { body } = await upload(at, [["image", aPng()]]);
  await show(body.url);
  const token = new URL(body.url).pathname.split("/").at(-1) ?? "";
  expect(JSON.stringify(core.logged)).not.toContain(token);
  expect(core.logged.at(-1)?.fields).toMatchObject({ path: "/images/:token", status: 200 });
});

test("nobody guesses a link: another is 404", async () => {
  for (const token of ["x", "%00", "a".repeat(43), "..%2f..%2fetc%2fpasswd"]) {
    expect((await core.core().app.request(`/images/${token}`)).status).toBe(404);
  }
});

test.each([
  ["a page", [["image", Buffer.from("<script>alert(1)</script>")]]],
  ["text instead of a file", [["image", "data:image/png;base64,AAAA"]]],
  ["another name", [["file", aPng()]]],
  [
    "two pictures",
    [
      ["image", aPng()],
      ["image", aPng()],
    ],
  ],
  [
    "something beside it",
    [
      ["image", aPng()],
      ["slug", "another"],
    ],
  ],
  ["nothing", []],
] as const)("%s is 422", async (_, parts) => {
  const { at } = await core.shop();
  expect(await upload(at, parts)).toMatchObject({ status: 422, body: { type: "invalid_request_error" } });
});

test("a type that the contract does not have is 422", async () => {
  const { at } = await core.shop();
  expect((await upload(at, [["image", aPng()]], { type: "selfie" })).status).toBe(422);
});

test.each([
  ["application/json", '{"image": "x"}'],
  ["multipart/form-data", "x"],
  ["multipart/form-data; boundary=x", "--x\r\nno form\xff"],
])("a body of %s that is no form is 422", async (type, body) => {
  const { at } = await core.shop();
  const headers = { authorization: core.admin, "content-type": type };
  const answer = await core.core().app.request(`${at}/images/claim`, { method: "POST", headers, body });
  expect(answer.status).toBe(422);
});

test("a form is no order", async () => {
  const { at } = await core.shop();
  const body = new FormData();
  body.append("id", "1");
  const answer = await core
    .core()
    .app.request(`${at}/orders`, { method: "PUT", headers: { authorization: core.admin }, body });
  expect(answer.status).toBe(422);
});

test("a picture that is too large is 413, before and after it is read", async () => {
  const { at } = await core.shop();
  expect((await upload(at, [["image", Buffer.concat([aPng(), Buffer.alloc(4 * 1024 * 1024)])]])).status).toBe(413);
  expect((await upload(at, [["image", Buffer.alloc(6 * 1024 * 1024)]])).status).toBe(413);
});

test("a shop has so many pictures and no more", async () => {
  const { at, slug } = await core.shop();
  await core.pool().query(
    `insert into karla_core.image (shop_id, id, token, image_type, content_type, bytes, created_at)
     select s.id, gen_random_uuid(), s.slug || n, 'claim', 'image/png', '', $2
     from karla_core.shop s, generate_series(1, 4999) n where s.slug = $1`,
    [slug, new Date(core.clock.now())],
  );
  const both = await Promise.all([upload(at, [["image", aPng()]]), upload(at, [["image", aPng()]])]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
});

test("an editor of the shop uploads, and nobody else", async () => {
  const { at, slug } = await core.shop();
  const other = await core.shop();
  const as = async (key: string) => (await upload(at, [["image", aPng()]], { as: key })).status;
  expect(await as(await core.key(slug, "editor"))).toBe(200);
  expect(await as(await core.key(slug, "viewer"))).toBe(403);
  expect(await as(await core.key(other.slug, "admin"))).toBe(403);
  expect(await as(basic("nobody", "x"))).toBe(401);
});

test("the pictures of a shop that is deleted are gone", async () => {
  const { at } = await core.shop();
  const { body } = await upload(at, [["image", aPng()]]);
  expect((await core.call("DELETE", at)).status).toBe(200);
  expect((await show(body.url)).status).toBe(404);
});
