import type { Locator, Page } from "playwright-core";

/** More stops than any of our pages has. */
const STOPS = 120;

/** Goes there with the tab key alone; throws when it cannot be reached so. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < STOPS; stops += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${target}.`);
}

/** Goes there and presses it. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Goes to a field and types over what stands in it. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** The document of the element has it focused, and the window has that document focused. */
function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => document.activeElement === element && document.hasFocus());
}
