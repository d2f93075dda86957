import { type Opened, open, press, seen } from "./opened-window.ts";

export async function importNotConnected(window: Opened): Promise<void> {
  await open(window, "import");
  await seen(window, window.t.import.not_connected_text);
  await window.shoot("import-not-connected");
  await open(window, "connection");
}

/** The first one begins by itself as soon as the shop is connected. */
export async function importedFirst(window: Opened): Promise<void> {
  await open(window, "import");
  await window.app.getByText(window.t.import.imported, { exact: true }).waitFor({ timeout: 60_000 });
  await window.shoot("import-first");
}

/** The page comes to know of it by itself. */
export async function importRunning(window: Opened): Promise<void> {
  const { t, shoot } = window;
  await seen(window, t.import.running);
  await shoot("import-running");
  await press(window, t.problems.back);
  await seen(window, t.home.figures);
  await shoot("home-importing");
  await open(window, "import");
}

export async function importPaused(window: Opened): Promise<void> {
  await seen(window, window.t.import.paused_text);
  await window.shoot("import-paused");
}

export async function importFinished(window: Opened): Promise<void> {
  await seen(window, window.t.import.imported);
  await window.shoot("import-finished");
}
