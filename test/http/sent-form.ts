import type { RunningStorefront, Visit } from "./running-storefront.ts";

/** A field's text, or a file's bytes with the name and type that its sender gives it. */
export type SentField =
  | readonly [name: string, text: string]
  | readonly [name: string, file: { bytes: Uint8Array; name?: string; type?: string }];

const ENTITY = /&(amp|lt|gt|quot|#(\d+));/g;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function valuesOf(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`<input[^>]* name="${name}"[^>]* value="([^"]*)"`, "g"))].map(([, value = ""]) =>
    value.replaceAll(ENTITY, (_, word: string, code?: string) =>
      code === undefined ? (NAMED[word] ?? "") : String.fromCodePoint(Number(code)),
    ),
  );
}

/** The form in a page, as a browser would send it with nothing entered: its token, the only parcel, its items with no pieces. */
export function formIn(html: string): { token: string; parcels: string[]; items: string[]; empty: SentField[] } {
  const [token = ""] = valuesOf(html, "token");
  const parcels = [...html.matchAll(/name="parcel"(?: type="radio")? value="([^"]*)"/g)].map(([, id = ""]) => id);
  const items = valuesOf(html, "item");
  const [only] = parcels;
  const parcel: SentField[] = parcels.length === 1 && only !== undefined ? [["parcel", only]] : [];
  const pieces = items.flatMap((key): SentField[] => [
    ["item", key],
    ["pieces", "0"],
  ]);
  const file = { bytes: new Uint8Array(), name: "", type: "application/octet-stream" };
  const rest: SentField[] = [
    ["description", ""],
    ["preference", ""],
    ["photos", file],
    ["signature", file],
  ];
  return { token, parcels, items, empty: [["token", token], ...parcel, ...pieces, ...rest] };
}

/** Sends a form to the page as a storefront passes it on. Of a field that is given twice both are sent. */
export function sendForm(storefront: RunningStorefront, fields: readonly SentField[], wish: Visit = {}) {
  const form = new FormData();
  for (const [name, value] of fields) {
    if (typeof value === "string") form.append(name, value);
    else
      form.append(
        name,
        new Blob([new Uint8Array(value.bytes)], { type: value.type ?? "image/png" }),
        value.name ?? "1.png",
      );
  }
  return storefront.visit([["locale", "en"]], { page: "resolve", method: "POST", body: form, ...wish });
}

/** The empty form with these fields in place of its own. */
export function filledIn(empty: readonly SentField[], fields: readonly SentField[]): SentField[] {
  const names = new Set(fields.map(([name]) => name));
  return [...empty.filter(([name]) => !names.has(name)), ...fields];
}
