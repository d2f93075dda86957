type Upload = { outcome: "read"; bytes: Buffer } | { outcome: "refused"; why: string };

/** The one file `image` of a multipart body, and nothing beside it. Its name and type are the sender's word, and not looked at. */
export async function readUpload(body: Buffer, contentType: string): Promise<Upload> {
  const refused = (why: string): Upload => ({ outcome: "refused", why });
  if (!/^multipart\/form-data;/i.test(contentType)) return refused("not multipart/form-data");
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  } catch {
    return refused("not readable as multipart/form-data");
  }
  const parts = [...form];
  const [part] = parts;
  if (parts.length !== 1 || part?.[0] !== "image") return refused("exactly one part, image, is wanted");
  const [, file] = part;
  return typeof file === "string"
    ? refused("image is not a file")
    : { outcome: "read", bytes: Buffer.from(await file.arrayBuffer()) };
}
