import fc from "fast-check";
import { expect, test } from "vitest";
import { imageForm } from "./image-form.ts";

test("whatever a picture holds, it arrives as it was, in one part", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const { body, contentType } = imageForm({ contentType: "image/png", bytes: Buffer.from(bytes) });
      const headers = { "Content-Type": contentType };
      const form = await new Response(new Uint8Array(body), { headers }).formData();
      const [[name, file] = ["", ""], ...others] = [...form];
      expect([name, others]).toEqual(["image", []]);
      const sent =
        typeof file === "string" ? null : { type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
      expect(sent).toEqual({ type: "image/png", bytes });
    }),
  );
});
