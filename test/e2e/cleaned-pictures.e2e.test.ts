import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanImage } from "../../packages/karla-core/src/images/clean-image.ts";
import { exif, SECRET } from "../../packages/karla-core/src/images/picture.fixture.ts";
import { launchBrowser } from "./launch-browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A picture of 40 × 20 pixels, the left half of it red and the right half blue, as a browser writes it. */
async function drawn(type: string): Promise<Buffer> {
  const page = await browser.newPage();
  const url = await page.evaluate((type) => {
    const canvas = document.createElement("canvas");
    canvas.width = 40;
    canvas.height = 20;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.fillStyle = "red";
    context.fillRect(0, 0, 20, 20);
    context.fillStyle = "blue";
    context.fillRect(20, 0, 20, 20);
    return canvas.toDataURL(type);
  }, type);
  await page.close();
  expect(url.startsWith(`data:${type};`)).toBe(true);
  return Buffer.from(url.split(",")[1] ?? "", "base64");
}

/** How a browser shows it: its size, and the colours of two corners. */
async function shown(type: string, bytes: Buffer) {
  const page = await browser.newPage();
  const seen = await page.evaluate(
    async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement("canvas");
      const { naturalWidth: width, naturalHeight: height } = image;
      Object.assign(canvas, { width, height });
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("no canvas");
      context.drawImage(image, 0, 0);
      const colour = (x: number, y: number) => {
        const [red = 0, , blue = 0] = context.getImageData(x, y, 1, 1).data;
        return red > blue ? "red" : "blue";
      };
      return { width, height, first: colour(2, 2), last: colour(width - 3, height - 3) };
    },
    `data:${type};base64,${bytes.toString("base64")}`,
  );
  await page.close();
  return seen;
}

function cleaned(bytes: Buffer): Buffer {
  const result = cleanImage(bytes);
  if (result.outcome === "refused") throw new Error(result.why);
  return result.image.bytes;
}

test.each(["image/jpeg", "image/png", "image/webp"])("a cleaned %s is shown as it was", async (type) => {
  const picture = await drawn(type);
  const clean = cleaned(Buffer.concat([picture, Buffer.from(SECRET)]));
  expect(clean.includes(SECRET)).toBe(false);
  expect(await shown(type, clean)).toEqual({ width: 40, height: 20, first: "red", last: "blue" });
  expect(await shown(type, clean)).toEqual(await shown(type, picture));
});

test("a phone's picture is shown upright, without what the phone wrote into it", async () => {
  const picture = await drawn("image/jpeg");
  const turned = Buffer.concat([picture.subarray(0, 2), exif(6), picture.subarray(2)]);
  const upright = await shown("image/jpeg", turned);
  expect(upright).toMatchObject({ width: 20, height: 40 });
  const clean = cleaned(turned);
  expect(clean.includes(SECRET)).toBe(false);
  expect(await shown("image/jpeg", clean)).toEqual(upright);
});
