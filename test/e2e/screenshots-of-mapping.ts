import { type Opened, open, press, seen } from "./opened-window.ts";

/** Makes a rule of something that the shop's orders carry, and that not every order has. */
async function makeRule({ app, t }: Opened): Promise<void> {
  const make = app.getByRole("button", { name: new RegExp(`^${t.mapping.found.use}: .*loyalty_points`) });
  const all = app.getByRole("button", { name: new RegExp(`^${t.mapping.found.all.replace("{{count}}", "\\d+")}$`) });
  if ((await make.count()) === 0) await all.click();
  await make.click();
}
const showTab = ({ app, t }: Opened, tab: "rules" | "try" | "versions") =>
  app.getByRole("tab", { name: t.mapping.tabs[tab], exact: true }).click();

/** Nothing is mapped yet: what is offered, a rule that is begun, a step that is not finished. */
export async function mappingBegun(window: Opened): Promise<void> {
  const { app, t, shoot } = window;
  await open(window, "mapping");
  await seen(window, t.mapping.found.title);
  await shoot("mapping-without-rules");
  await press(window, t.mapping.new.choose);
  await seen(window, t.mapping.groups.found);
  await shoot("mapping-sources");
  await press(window, t.mapping.new.choose);
  await showTab(window, "try");
  await shoot("mapping-not-tried");
  await showTab(window, "versions");
  await seen(window, t.mapping_words.versions.none_title);
  await shoot("mapping-no-versions");
  await showTab(window, "rules");
  await makeRule(window);
  await seen(window, t.mapping.rule.result);
  await shoot("mapping-rule");
  await app.getByLabel(t.mapping.steps.next, { exact: true }).selectOption({ label: t.mapping.kinds.condition });
  await press(window, t.mapping.steps.add);
  await shoot("mapping-step");
  await app.locator("[name='target.name']").fill("");
  await press(window, t.mapping.unsaved.save);
  await seen(window, t.mapping_words.answer.findings_text);
  await seen(window, t.mapping_words.finding.name_missing);
  await shoot("mapping-findings");
  await open(window, "home");
  await app.getByText(window.menu.leave_title).waitFor();
  await shoot("mapping-leaving");
  await press(window, window.menu.leave_stay);
  await press(window, t.mapping.unsaved.discard);
}

/** One rule that fits and one that fails for many orders. */
export async function publishMapping(window: Opened): Promise<void> {
  const { app, t, shoot } = window;
  await makeRule(window);
  await app.getByLabel(t.mapping.steps.next, { exact: true }).selectOption({ label: t.mapping.kinds.lookup });
  await press(window, t.mapping.steps.add);
  await app.getByLabel(t.mapping.table.from.replace("{{number}}", "1"), { exact: true }).fill("17");
  await app.getByLabel(t.mapping.table.to.replace("{{number}}", "1"), { exact: true }).fill("gold");
  await app
    .getByLabel(t.mapping.table.otherwise, { exact: true })
    .selectOption({ label: t.mapping.table.otherwise_issue });
  await press(window, t.mapping.unsaved.save);
  await seen(window, t.mapping_words.answer.saved_title);
  await shoot("mapping-saved");
  await press(window, t.mapping.publish);
  await press(window, t.mapping_words.answer.publish_anyway);
  await app.getByText(t.mapping_words.answer.published_text).waitFor();
  await shoot("mapping-published");
}

/** What every window shows of it once it is opened anew. */
export async function mappingPublished(window: Opened): Promise<void> {
  const { t, shoot, app } = window;
  await open(window, "home");
  await seen(window, t.home.figures);
  await open(window, "mapping");
  await seen(window, t.mapping.rules.title);
  await shoot("mapping-rules");
  await showTab(window, "try");
  await press(window, t.mapping_words.trial.try);
  await app.getByText(t.mapping_words.trial.figure.unchanged).first().waitFor();
  await shoot("mapping-tried");
  await showTab(window, "versions");
  await seen(window, t.mapping_words.versions.in_use);
  await shoot("mapping-versions");
  await open(window, "connection");
  await seen(window, t.connection.title);
}
