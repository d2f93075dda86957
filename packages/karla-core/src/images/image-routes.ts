import { Hono } from "hono";
import { columnText } from "../db/column-text.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { CoreContext, CoreDeps } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import { access } from "../keys/access.ts";
import { imageType } from "../wire/image.ts";
import { cleanImage } from "./clean-image.ts";
import { readUpload } from "./read-upload.ts";

const MAX_IMAGE_BYTES = 4 * 1024 * 1024;
/** Of one shop: nothing documented says how many, and a database is no disk for everything. */
const MAX_IMAGES = 5_000;

/** `/shops/{slug}/images/{image_type}`: taking a picture; `/images/{token}`: showing it to whoever has its link. */
export function imageRoutes(deps: CoreDeps) {
  const { pool, clock, entropy, config } = deps;
  const app = new Hono<CoreContext>();
  const refused = (msg: string, loc: readonly string[]) =>
    errorAnswer(422, {
      message: "The picture was refused",
      errors: [{ loc, msg, field: loc.at(-1) ?? null, type: "value_error" }],
    });

  app.post("/v1/shops/:slug/images/:image_type", access(pool, "editor"), async (c) => {
    const type = imageType.safeParse(c.req.param("image_type"));
    if (!type.success) return refused("not an image type", ["path", "image_type"]);
    const upload = await readUpload(c.var.bodyBytes, c.req.header("content-type") ?? "");
    if (upload.outcome === "refused") return refused(upload.why, ["body", "image"]);
    if (upload.bytes.length > MAX_IMAGE_BYTES) {
      return errorAnswer(413, { message: `A picture has at most ${MAX_IMAGE_BYTES} bytes` });
    }
    const cleaned = cleanImage(upload.bytes);
    if (cleaned.outcome === "refused") return refused(cleaned.why, ["body", "image"]);
    const { shop } = c.var;
    const token = entropy.bytes(32).toString("base64url");
    return inTransaction(pool, async (tx) => {
      // Counted one after the other: the shop's row is the lock.
      await tx.query("select from karla_core.shop where id = $1 for update", [shop.id]);
      const { rowCount } = await tx.query(
        `insert into karla_core.image (shop_id, id, token, image_type, content_type, bytes, created_at)
         select $1, $2, $3, $4, $5, $6, $7 where (select count(*) from karla_core.image where shop_id = $1) < $8`,
        [
          shop.id,
          entropy.uuid(),
          token,
          type.data,
          cleaned.image.contentType,
          cleaned.image.bytes,
          new Date(clock.now()),
          MAX_IMAGES,
        ],
      );
      if (rowCount !== 1) return refused("the shop has too many pictures", ["body", "image"]);
      const url = new URL(`/images/${token}`, config.publicUrl()).href;
      return Response.json({ url, image_type: type.data, shop_slug: shop.slug });
    });
  });

  app.get("/images/:token", async (c) => {
    const { rows } = await pool.query<{ content_type: string; bytes: Buffer }>(
      "select content_type, bytes from karla_core.image where token = $1",
      [columnText(c.req.param("token"))],
    );
    const [image] = rows;
    if (!image) return errorAnswer(404, { message: "Not found" });
    return c.body(new Uint8Array(image.bytes), 200, {
      "Content-Type": image.content_type,
      "X-Content-Type-Options": "nosniff",
      // Opened by itself, it may do nothing at all, whatever a browser takes it for.
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Content-Disposition": "inline",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex",
      "Cache-Control": "public, max-age=31536000, immutable",
    });
  });

  return app;
}
