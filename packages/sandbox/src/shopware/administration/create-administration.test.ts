import { describe, expect, it } from "vitest";
import { createAdministration } from "./create-administration.ts";

const SOURCE = "https://bridge.example.com/shopware/module?shop-id=a&shopware-shop-signature=b";

async function opened(source: string | null, language: string) {
  const asked: string[] = [];
  const site = createAdministration({
    moduleUrl: (userLanguage) => {
      asked.push(userLanguage);
      return source;
    },
    nonce: () => "bm9uY2U=",
  });
  const answer = await site.request("/admin", { headers: { "accept-language": language } });
  return { asked, policy: answer.headers.get("content-security-policy"), html: await answer.text() };
}

describe("a shop's administration", () => {
  it("shows the module in a frame, signed for whoever sits before it, and nobody else's page", async () => {
    const { asked, policy, html } = await opened(SOURCE, "de-AT,de;q=0.9");
    expect(asked).toEqual(["de-DE"]);
    expect(html).toContain(`src="${SOURCE.replaceAll("&", "&amp;")}"`);
    expect(policy).toContain("frame-src https://bridge.example.com;");
  });

  it("says so where the app is not installed", async () => {
    const { html, policy } = await opened(null, "en");
    expect(html).toContain("The app is not installed.");
    expect(policy).toContain("frame-src 'none'");
  });
});
