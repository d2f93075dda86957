import { expect, test } from "vitest";
import { createTimeZones } from "./shop-time-zone.ts";

/** A shop that takes no token; `meanwhile` is what is stored when it says so. */
async function refused(meanwhile: string) {
  const deleted: string[] = [];
  let stored = "old";
  const timeZoneOf = createTimeZones({
    sessions: {
      findSessionsByShop: async () => [{ id: "s", accessToken: stored }],
      deleteSession: async (id) => void deleted.push(id),
    },
    sandboxOrigin: null,
    fetch: async () => {
      stored = meanwhile;
      return Response.json({ errors: "Invalid access token" }, { status: 401 });
    },
    now: () => 0,
    onError: () => {},
  });
  return { zone: await timeZoneOf("a.myshopify.com"), deleted };
}

test("a token that the shop no longer takes is forgotten", async () =>
  expect(await refused("old")).toEqual({ zone: null, deleted: ["s"] }));

test("and not the one that another request has put in its place", async () =>
  expect(await refused("new")).toEqual({ zone: null, deleted: [] }));

test("it is asked once an hour, and whenever the app is opened", async () => {
  let asked = 0;
  const timeZoneOf = createTimeZones({
    sessions: {
      findSessionsByShop: async () => [{ id: "s", accessToken: "token" }],
      deleteSession: async () => {},
    },
    sandboxOrigin: null,
    fetch: async () => {
      asked += 1;
      return Response.json({ data: { shop: { ianaTimezone: "Europe/Berlin" } } });
    },
    now: () => 0,
    onError: () => {},
  });
  for (const fresh of [false, false, true, false]) {
    expect(await timeZoneOf("a.myshopify.com", { fresh })).toBe("Europe/Berlin");
  }
  expect(asked).toBe(2);
});
