import { z } from "zod";

const Start = z.object({
  session: z.string(),
  language: z.enum(["de", "en"]),
  locale: z.string(),
  timeZone: z.string(),
  adminUrl: z.string(),
});

/** What the document tells the module: see `ModuleStart` of the server. */
export type Start = z.infer<typeof Start>;

export function readStart(document: Pick<Document, "getElementById">): Start {
  return Start.parse(JSON.parse(document.getElementById("karla-module")?.textContent ?? "null"));
}
