import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aPng } from "../../packages/karla-core/src/images/picture.fixture.ts";
import { type RunningStorefront, startStorefront } from "./running-storefront.ts";
import { filledIn, formIn, type SentField, sendForm } from "./sent-form.ts";

const ZIP = "10115";
const SHIRT = { title: "Blue shirt", sku: "SHIRT-M", quantity: 2 };

let storefront: RunningStorefront;
beforeAll(async () => {
  storefront = await startStorefront();
});
beforeEach(() => {
  storefront.spine.misbehave.next = null;
});
afterAll(() => storefront.stop());

let last = 1_000;
/** A new order with these parcels, and its page. */
async function placed(
  trackings: readonly object[] = [{ tracking_number: "A1", carrier_reference: "dhl", products: [SHIRT] }],
) {
  last += 1;
  const id = String(last);
  await storefront.place({ external_id: id, products: [SHIRT] }, trackings);
  const open = async () => (await storefront.visit(by(id), { page: "resolve" })).text;
  const form = formIn(await open());
  /** What the core has of it. */
  const claims = async () => {
    const [order] = await storefront.spine.client().findFewOrders({ external_id: id }, 1);
    return storefront.spine.client().findClaims({ order_id: order?.uuid ?? "" });
  };
  const filled = (...fields: SentField[]) =>
    filledIn(form.empty, [["reason", "damage"], ...pieces(form.items, "1"), ...fields]);
  return { id, open, form, filled, claims };
}

const by = (orderNumber: string, zipCode = ZIP) =>
  [
    ["orderNumber", orderNumber],
    ["zipCode", zipCode],
    ["locale", "en"],
  ] as const;
const pieces = (items: readonly string[], count: string): SentField[] =>
  items.flatMap((key): SentField[] => [
    ["item", key],
    ["pieces", count],
  ]);
const photo = (width = 2): SentField => ["photos", { bytes: aPng({ width }) }];

describe("the form", () => {
  test("is shown in every way in which the order is: number and zip code, a link, the customer who placed it", async () => {
    await storefront.place({ external_id: "1", external_customer_id: "7" });
    const token = storefront.links.create(shopIdOf("shopify", "spine.myshopify.com"), "1");
    const ways = [
      await storefront.visit(by("1"), { page: "resolve" }),
      await storefront.visit([["token", token]], { page: "resolve" }),
      await storefront.visit([["orderNumber", "1"]], { page: "resolve", shopify: { logged_in_customer_id: "7" } }),
    ];
    expect(ways.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const { text } of ways) expect(formIn(text).token).toMatch(/^1\./);
  });

  test("is not shown to anybody else, in the words and the time of the tracking page", async () => {
    await storefront.place({ external_id: "2" });
    const told = async (number: string, zip: string, page: string) => {
      const { status, text, held, calls } = await storefront.visit(by(number, zip), { page });
      return { status, text: text.replaceAll("/resolve", "/track"), held: held.length, calls };
    };
    const unknown = await told("9999", ZIP, "track");
    expect(unknown).toMatchObject({ status: 404, held: 1 });
    expect(await told("9999", ZIP, "resolve")).toEqual(unknown);
    expect(await told("2", "99999", "resolve")).toEqual(unknown);
    expect((await storefront.visit([["locale", "en"]], { page: "resolve" })).text).toContain('name="zipCode"');
  });

  test("is reached from the order's tracking page, for a day, unless a block does without it", async () => {
    const { id } = await placed();
    const track = await storefront.visit(by(id));
    const [, query = ""] = /href="\/apps\/karla\/resolve\?([^"]+)"/.exec(track.text) ?? [];
    const params = [...new URLSearchParams(query.replaceAll("&amp;", "&"))];
    expect((await storefront.visit(params, { page: "resolve" })).text).toContain("Report a problem");
    expect((await storefront.visit([...by(id), ["resolve", "0"]])).text).not.toContain("/resolve");
    storefront.advance(24 * 60 * 60_000);
    expect((await storefront.visit(params, { page: "resolve" })).status).toBe(404);
    storefront.advance(-24 * 60 * 60_000);
  });

  test("says what is known while the core does not answer", async () => {
    const { open } = await placed();
    storefront.spine.misbehave.next = ({ path }) => (path.endsWith("/claims") ? { kind: "status", status: 500 } : null);
    expect(await open()).toContain("cannot be read at the moment");
  });
});

describe("a form that is sent", () => {
  test("is one claim at the core, with everything that was entered, and is confirmed and listed", async () => {
    const { filled, open, claims } = await placed();
    const fields = filled(["description", "Torn.\r\nAt the sleeve."], ["preference", "refund"], photo(), photo(3), [
      "signature",
      { bytes: aPng() },
    ]);
    const answer = await sendForm(storefront, fields);
    expect(answer).toMatchObject({ status: 200, type: "application/liquid; charset=utf-8" });
    expect(answer.text).toMatch(/We have your report.*What you have reported.*What I received is damaged.*In review/s);
    const [claim, ...others] = await claims();
    expect(others).toEqual([]);
    expect(claim).toMatchObject({
      reason: "damage",
      status: "pending",
      resolution_preference: "refund",
      description: "Torn.\nAt the sleeve.",
      selected_items: [{ sku: "SHIRT-M", title: "Blue shirt", quantity: 1 }],
      tracking_number: "A1",
      customer_signature_image_url: expect.stringContaining("/images/"),
      image_urls: [expect.stringContaining("/images/"), expect.stringContaining("/images/")],
    });
    expect(await open()).toContain("What you have reported");
  });

  test("is about the parcel that was chosen", async () => {
    const mug = { title: "Mug", quantity: 1 };
    const { form, claims } = await placed([
      { tracking_number: "A1", products: [SHIRT] },
      { tracking_number: "B2", products: [mug] },
    ]);
    expect(form.parcels).toHaveLength(2);
    const chosen: SentField[] = [["parcel", form.parcels[1] ?? ""], ["reason", "return"], ...pieces(form.items, "1")];
    expect((await sendForm(storefront, filledIn(form.empty, chosen))).status).toBe(200);
    expect(await claims()).toMatchObject([{ tracking_number: "B2", selected_items: [{ title: "Mug", quantity: 1 }] }]);
  });

  test("comes back with what is wrong, all that was entered, and no picture; then it is taken", async () => {
    const { form, filled, claims } = await placed();
    const wrong = filledIn(form.empty, [["description", "{{ Torn }}"], ["preference", "reorder"], photo()]);
    const answer = await sendForm(storefront, wrong);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/href="#karla-claim-reason">Choose what is wrong/);
    expect(answer.text).toContain("&#123;&#123; Torn &#125;&#125;</textarea>");
    expect(answer.text).toMatch(/value="reorder" checked/);
    expect(answer.text).toContain("choose your pictures again");
    expect(formIn(answer.text).token).toBe(form.token);
    expect(await claims()).toEqual([]);
    expect((await sendForm(storefront, filled())).status).toBe(200);
    expect(await claims()).toHaveLength(1);
  });

  test("is told at the field which picture the core refuses", async () => {
    const { filled, claims } = await placed();
    const animated = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from("nothing that is a picture")]);
    const answer = await sendForm(storefront, filled(["photos", { bytes: animated }], photo()));
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/href="#karla-claim-photos">One of the files is not a JPEG/);
    expect(await claims()).toEqual([]);
  });

  test("makes one claim, however often it is sent, and a second form makes a second one", async () => {
    const { filled, open, claims } = await placed();
    for (let n = 0; n < 3; n += 1) expect((await sendForm(storefront, filled())).text).toContain("We have your report");
    expect(await claims()).toHaveLength(1);
    const second = formIn(await open());
    await sendForm(storefront, filledIn(filled(), [["token", second.token]]));
    expect(await claims()).toHaveLength(2);
  });

  test("makes one claim of a double click: the second waits for the first", async () => {
    const { filled, claims } = await placed();
    const answers = await Promise.all([1, 2, 3].map(() => sendForm(storefront, filled(photo()))));
    expect(answers.map(({ text }) => text.includes("We have your report"))).toEqual([true, true, true]);
    expect(await claims()).toHaveLength(1);
  });
});

describe("where nobody knows how it ended", () => {
  const isClaim = ({ method, path }: { method: string; path: string }) => method === "POST" && path.endsWith("/claims");

  test("a claim whose answer got lost is found again, though something else is entered now", async () => {
    const { filled, claims } = await placed();
    storefront.spine.misbehave.next = (request) => (isClaim(request) ? { kind: "cut_after_applying" } : null);
    const lost = await sendForm(storefront, filled(["description", "Torn."]));
    expect(lost).toMatchObject({ status: 200 });
    expect(lost.text).toMatch(/could not be sent at the moment.*Torn\.<\/textarea>/s);
    storefront.spine.misbehave.next = null;
    expect((await sendForm(storefront, filled(["description", "All torn."]))).text).toContain("We have your report");
    expect(await claims()).toMatchObject([{ description: "Torn." }]);
  });

  test("a claim that the core never got is sent again", async () => {
    const { filled, claims } = await placed();
    storefront.spine.misbehave.next = (request) => (isClaim(request) ? { kind: "status", status: 500 } : null);
    expect((await sendForm(storefront, filled())).text).toContain("could not be sent");
    storefront.spine.misbehave.next = null;
    expect((await sendForm(storefront, filled())).text).toContain("We have your report");
    expect(await claims()).toHaveLength(1);
  });

  test("a process that dies before it notes the claim leaves none that is made twice", async () => {
    const { filled, claims } = await placed();
    await sendForm(storefront, filled());
    const { rowCount } = await storefront.spine.pool.query(
      "UPDATE claim_form SET claim_id = NULL WHERE begun_at = (SELECT max(begun_at) FROM claim_form)",
    );
    expect(rowCount).toBe(1);
    storefront.advance(30_000);
    storefront.spine.advance(30_000);
    expect((await sendForm(storefront, filled())).text).toContain("We have your report");
    expect(await claims()).toHaveLength(1);
  });
});

test("an order of which the core knows no parcel, or twenty claims, takes none", async () => {
  const { id, filled, claims, open } = await placed();
  const [order] = await storefront.spine.client().findFewOrders({ external_id: id }, 1);
  const shipment_id = order?.trackings[0]?.id ?? "";
  const claim = { shipment_id, reason: "support" as const, selected_items: [], image_urls: [] };
  for (let n = 0; n < 20; n += 1) await storefront.spine.client().createClaim(claim);
  expect(await open()).not.toContain("<form");
  expect((await sendForm(storefront, filled())).text).toContain("Nothing more can be reported");
  expect(await claims()).toHaveLength(20);
});

test("the words are those of the storefront, in each language", async () => {
  await storefront.place({ external_id: "3" });
  const open = async (locale: string) =>
    (await storefront.visit([...by("3").slice(0, 2), ["locale", locale]], { page: "resolve" })).text;
  expect(await open("de-AT")).toContain("Problem mit Bestellung");
  expect(await open("pl")).toContain("Zgłoś problem");
  expect(await open("de-AT")).toContain('action="/apps/karla/resolve?locale=de"');
  const all = await storefront.visit(by("3").slice(0, 2), { page: "resolve" });
  expect(all.text).toMatch(/when "de" %\}.*Problem mit Bestellung.*else %\}.*Report a problem/s);
});

test("who reports again and again waits, and nothing more is uploaded", async () => {
  const limited = await startStorefront({ reports: 2 });
  await limited.place({ external_id: "1" }, [{ tracking_number: "A1" }]);
  const { empty } = formIn((await limited.visit(by("1"), { page: "resolve" })).text);
  const statuses: number[] = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await sendForm(limited, empty)).status);
  expect(statuses).toEqual([422, 422, 429]);
  await limited.stop();
});
