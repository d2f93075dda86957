import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LOCALES } from "../locale.ts";
import { hostileText, orderJson } from "../order-json.arbitrary.ts";
import { textOf } from "../text-of.fixture.ts";
import { readTrackedOrder } from "../tracked-order.ts";
import { claimableOf } from "./claimable-order.ts";
import { readClaims } from "./read-claims.ts";
import type { ClaimForm } from "./render-claim-form.ts";
import { type ClaimPageTop, renderClaimPage } from "./render-claim-page.ts";

const PAGE = { locale: "en", action: "/apps/karla/resolve", timeZone: "Europe/Berlin" } as const;
const SHIRT = { title: "Shirt", size: "M", quantity: 2 };
const parcel = (id: string, change: object = {}) => ({
  id,
  carrier: { tracking_number: id },
  products: [SHIRT],
  ...change,
});

const orderOf = (json: object) => claimableOf(readTrackedOrder({ order_number: "1001", ...json }) ?? expect.fail());
const oneParcel = orderOf({ trackings: [parcel("A1")] });
const twoParcels = orderOf({
  trackings: [parcel("A1", { carrier: { tracking_number: "A1", carrier_reference: "dhl" } }), parcel("B2")],
});

function page(top: ClaimPageTop, claims: unknown = [], frame: Partial<Parameters<typeof renderClaimPage>[1]> = {}) {
  return renderClaimPage({ name: "#1001", top, claims: readClaims(claims) }, { ...PAGE, ...frame });
}

function form(change: Partial<ClaimForm> = {}): ClaimPageTop {
  return {
    kind: "form",
    form: { order: oneParcel, token: "t", filled: null, lostPictures: false, faults: [], trouble: null, ...change },
  };
}

const filled = { parcel: "B2", pieces: new Map(), reason: "return", preference: "refund", description: "Torn." };

const TAG =
  /^<\/?(?:section|form|h2|h3|p|ul|li|div|a|time|span|strong|bdi|fieldset|legend|label|input|textarea|button)((?: [a-z-]+(?:="[^"<>]*")?)*)>$/;
const ATTRIBUTE =
  /^(?:class|lang|href|datetime|role|aria-describedby|aria-invalid|id|for|name|type|value|min|max|rows|maxlength|inputmode|accept|multiple|required|checked|method|enctype|action|tabindex|autofocus)$/;

/** What in a fragment is neither a tag that we write nor text. */
function foreignIn(html: string): string[] {
  const tags = html.match(/<[^>]*>?/g) ?? [];
  const attributes = tags.flatMap(
    (tag) => (TAG.exec(tag)?.[1] ?? "").replaceAll(/="[^"]*"/g, "").match(/[a-z-]+/g) ?? [],
  );
  return [
    ...tags.filter((tag) => !TAG.test(tag)),
    ...attributes.filter((name) => !ATTRIBUTE.test(name)),
    ...(html.replaceAll(/<[^>]*>/g, "").match(/[<>]/g) ?? []),
    ...(html.match(/[{}%]/g) ?? []),
  ];
}

describe("P14: what came from outside", () => {
  test("is text and nothing else, of whatever order, claim and entry", () => {
    const claim = fc.record({
      created_at: hostileText,
      reason: fc.oneof(fc.constant("damage"), hostileText),
      status: hostileText,
      selected_items: fc.array(fc.record({ title: hostileText, quantity: fc.integer() }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(orderJson, claim, hostileText, fc.constantFrom(...LOCALES), (json, made, entered, locale) => {
        const order = readTrackedOrder({ order_number: "1", ...json });
        if (order === null) return;
        const claimable = claimableOf(order);
        const pieces = new Map(claimable.parcels.flatMap(({ items }) => items.map(({ key }) => [key, entered])));
        const typed = { parcel: entered, pieces, reason: entered, preference: entered, description: entered };
        const top = form({ order: claimable, token: entered, filled: typed, faults: ["reason_missing"] });
        const html = renderClaimPage({ name: order.name, top, claims: readClaims([made]) }, { ...PAGE, locale });
        expect(foreignIn(html)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

test("the form needs no script: it is sent as multipart, to a place of the same site, with its token", () => {
  const html = page(form());
  expect(html).toContain('method="post" enctype="multipart/form-data" action="/apps/karla/resolve"');
  expect(html).toContain('<input type="hidden" name="token" value="t">');
  expect(page(form(), [], { action: "javascript:alert(1)" })).toContain('action=""');
});

test("every field has a label, and every label a field", () => {
  const html = page(form({ order: twoParcels }));
  const labels = [...html.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id);
  const fields = [...html.matchAll(/<(?:input|textarea)(?![^>]*type="hidden")[^>]* id="([^"]+)"/g)].map(([, id]) => id);
  expect(labels.sort()).toEqual(fields.sort());
  expect(new Set(fields).size).toBe(fields.length);
});

test("the only parcel is not asked for; of several each says its carrier and number, with what is in it", () => {
  expect(page(form())).toContain('<input type="hidden" name="parcel" value="A1">');
  const html = page(form({ order: twoParcels }));
  expect(textOf(html)).toContain("Parcel 1 of 2: DHL A1 How many pieces are affected? Shirt M of 2 Parcel 2 of 2: B2");
  expect(html.match(/type="radio" value="(A1|B2)" required/g)).toHaveLength(2);
});

test("what was entered stays, but for the pictures, and that is said", () => {
  const html = page(form({ order: twoParcels, filled, lostPictures: true, faults: ["items_missing"] }));
  expect(html).toMatch(/value="B2" checked/);
  expect(html).toMatch(/value="return" checked/);
  expect(html).toMatch(/value="refund" checked/);
  expect(html).toContain(">\nTorn.</textarea>");
  expect(textOf(html)).toContain("Please choose your pictures again");
  expect(textOf(page(form({ filled, faults: ["items_missing"] })))).not.toContain("pictures again");
});

test("a fault is told on top with a link that leads to its field, and at the field", () => {
  const faults = ["items_missing", "reason_missing", "description_long", "photo_large", "signature_unusable"] as const;
  const html = page(form({ order: twoParcels, filled, faults }));
  const links = [...html.matchAll(/<li><a href="#([^"]+)">/g)].map(([, id]) => id);
  expect(links).toHaveLength(faults.length);
  for (const id of links) {
    expect(html).toMatch(new RegExp(`<(?:input|textarea)[^>]* id="${id}"`));
    expect(html).toContain(`id="${id}-fault"`);
    expect(html).toMatch(new RegExp(`aria-describedby="[^"]*${id}-fault`));
  }
  expect(html).toMatch(/role="alert" tabindex="-1" autofocus>/);
});

test("trouble with sending is told without a fault", () => {
  const html = page(form({ filled, trouble: "unsent_claim" }));
  expect(textOf(html)).toContain("could not be sent at the moment");
  expect(html).not.toContain("-fault");
});

test("claims that there are stand below, with what is unknown left out", () => {
  const claims = [
    {
      created_at: "2026-03-05T09:30:00Z",
      reason: "damage",
      status: "accepted",
      selected_items: [{ title: "Shirt", quantity: "2" }],
    },
    { reason: "boredom", status: "pondered", selected_items: [{}] },
    null,
  ];
  const text = textOf(page({ kind: "made" }, claims));
  expect(text).toMatch(
    /We have your report .*What you have reported March 5, 2026 What I received is damaged Accepted 2 × Shirt Report In review 1 × Item$/,
  );
});

test.each(["no_parcel", "full"] as const)("where nothing can be reported there is no form: %s", (why) => {
  expect(page({ kind: "closed", why })).not.toContain("<form");
});
