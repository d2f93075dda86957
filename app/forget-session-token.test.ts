import { expect, test } from "vitest";
import { forgetSessionToken } from "./forget-session-token.ts";

function addressAfter(href: string): string | null {
  let shown: string | null = null;
  const replaceState = (_: unknown, __: string, url?: string | URL | null) => {
    shown = String(url);
  };
  forgetSessionToken({ location: { href }, history: { state: null, replaceState } });
  return shown;
}

test("the token that a document was opened with does not stay in its address", () => {
  expect(addressAfter("https://app.example/app?shop=tea&id_token=a.b.c&host=h#x")).toBe(
    "https://app.example/app?shop=tea&host=h#x",
  );
  expect(addressAfter("https://app.example/app?shop=tea")).toBeNull();
});
