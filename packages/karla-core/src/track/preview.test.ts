import { migrate } from "@karla/store/migrate";
import { PREVIEW_STATES } from "@karla/tracking/previews";
import { TRACKING_TEXTS } from "@karla/tracking/texts";
import { expect, test } from "vitest";
import { useCore } from "../test-core.fixture.ts";

const core = useCore(migrate, { sandbox: true });

test.each(PREVIEW_STATES)(
  "the sandbox shows an invented order that is %s, with the headers of a real one",
  async (state) => {
    const answer = await core.core().app.request(`/track/any-shop?preview=${state}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(await answer.text()).toMatch(/<title>Order #1001<\/title>[\s\S]*<section class="karla-tracking/);
  },
);

test.each(["", "nonsense", "constructor"])("the preview %j is no state: the finder comes", async (state) => {
  const text = await (await core.core().app.request(`/track/any-shop?preview=${state}`)).text();
  expect(text).toContain(TRACKING_TEXTS.en.finder.title);
});
