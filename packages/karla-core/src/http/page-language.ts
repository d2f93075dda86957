export type PageLanguage = "de" | "en";

/** The first of German and English that the browser prefers; English when it wants neither. */
export function pageLanguage(acceptLanguage: string | undefined): PageLanguage {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .slice(0, 20)
    .map((entry) => {
      const [tag = "", ...params] = entry.trim().toLowerCase().split(";");
      const q = params
        .map((param) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(param)?.[1])
        .find((value) => value !== undefined);
      return { language: tag.split("-")[0], q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  const first = wanted.find(({ language }) => language === "de" || language === "en");
  return first?.language === "de" ? "de" : "en";
}
