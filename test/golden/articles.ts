import type { GoldenArticle } from "./golden-order.ts";

const PICTURES = "https://cdn.example.com/pictures";

function article(key: string, title: string, changes: Partial<GoldenArticle> = {}): GoldenArticle {
  return {
    key,
    product: key,
    title,
    options: [],
    sku: key.toUpperCase(),
    grams: 400,
    picture: { src: `${PICTURES}/${key}.jpg`, alt: title },
    is: "goods",
    ...changes,
  };
}

const shirt = { product: "shirt", grams: 180 };

export const MUG = article("mug-03", "Becher „Hafen“ 0,3 l");
export const KNIFE = article("knife-20", "Chef’s knife 20 cm", { grams: 260, picture: null });
export const BOOK = article("book-tee", "Über Tee & Töpfe", {
  grams: 610,
  picture: { src: `${PICTURES}/b.jpg`, alt: null },
});
export const SHIRT_RED_M = article("shirt-red-m", "T-Shirt Brandung", { ...shirt, options: ["Rot", "m"] });
export const SHIRT_BLUE_XL = article("shirt-blue-xl", "T-Shirt Brandung", { ...shirt, options: ["Blau", "xl"] });
export const COURSE = article("course-tea", "Teekurs (Video)", { grams: 0, is: "download", picture: null });
export const WATER = article("water-6", "Quellwasser 6 × 1 l", { grams: 7200 });
export const CRATE = article("deposit-crate", "Pfand Kasten", { grams: 0, is: "deposit", picture: null });
export const SAMPLE = article("sample-tea", "Teeprobe", { grams: 20 });
export const GIFT_SET = article("set-tea", "Geschenk-Set „Frühstück“ 🎁", { grams: 1900 });
export const LANTERN = article("lantern", "提灯 Laterne", { grams: 350 });
