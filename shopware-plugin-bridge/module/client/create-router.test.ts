import { expect, test } from "vitest";
import { createRouter } from "./create-router.ts";
import { hrefOf, hrefOfOrder, PAGES, routeOf } from "./route-of.ts";

/** As a browser's, but that a change of the address is told at once. */
function windowAt(start: string) {
  const listeners: (() => void)[] = [];
  let hash = start;
  return {
    location: {
      get hash() {
        return hash;
      },
      set hash(next: string) {
        if (next === hash) return;
        hash = next;
        for (const listener of listeners) listener();
      },
    },
    history: {
      replaceState(_state: null, _unused: string, url: string) {
        hash = url;
      },
    },
    addEventListener: (_name: "hashchange", listener: () => void) => void listeners.push(listener),
  };
}

test("every page has an address, and is found by it", () => {
  expect(PAGES.map((page) => routeOf(hrefOf(page)).page)).toEqual([...PAGES]);
  expect(routeOf(hrefOf("certificate", "2026-11-29"))).toEqual({ page: "certificate", day: "2026-11-29", order: null });
  const id = "0123456789abcdef0123456789abcdef";
  expect(routeOf(hrefOfOrder(id))).toEqual({ page: "order", day: null, order: id });
});

test.each([
  ["", "home", null],
  ["#", "home", null],
  ["#/unknown", null, null],
  ["#/certificate?day=yesterday", "certificate", null],
  ["#/import?day=2026-11-29", "import", null],
  ["#/order", null, null],
  ["#/order?id=1001", null, null],
])("the address %j leads to %s", (hash, page, day) => {
  expect(routeOf(hash)).toEqual({ page, day, order: null });
});

test("each link that is followed is a visit of its own", () => {
  const win = windowAt("");
  const router = createRouter(win);
  expect(router.state()).toEqual({ route: { page: "home", day: null, order: null }, visits: 0, asked: false });
  win.location.hash = "#/certificate";
  router.go("#/certificate?day=2026-11-29");
  expect(router.state()).toMatchObject({ route: { page: "certificate", day: "2026-11-29" }, visits: 2 });
});

test("a page that is held is left only after a yes", () => {
  const win = windowAt("#/mapping");
  const router = createRouter(win);
  let told = 0;
  router.subscribe(() => told++);
  router.hold(true);
  win.location.hash = "#/import";
  expect(router.state()).toMatchObject({ route: { page: "mapping" }, visits: 0, asked: true });
  expect(win.location.hash).toBe("#/mapping");
  router.stay();
  expect(router.state()).toMatchObject({ route: { page: "mapping" }, asked: false });
  win.location.hash = "#/problems";
  router.leave();
  expect(router.state()).toMatchObject({ route: { page: "problems" }, visits: 1, asked: false });
  expect(told).toBe(4);
});

test("who is asked and saves meanwhile is not asked any more, and stays", () => {
  const win = windowAt("#/mapping");
  const router = createRouter(win);
  router.hold(true);
  win.location.hash = "#/import";
  router.hold(false);
  expect(router.state()).toMatchObject({ route: { page: "mapping" }, asked: false });
  win.location.hash = "#/import";
  expect(router.state()).toMatchObject({ route: { page: "import" } });
});
