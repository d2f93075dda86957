import { type Opened, open, press, seen } from "./opened-window.ts";

export async function nothingCounted(window: Opened): Promise<void> {
  await open(window, "certificate");
  await window.app.getByRole("heading", { name: window.t.certificate.title, exact: true }).waitFor();
  await window.shoot("certificate-not-connected");
  await open(window, "connection");
}

export async function certificateCounted(window: Opened): Promise<void> {
  const { app, t, shoot } = window;
  await open(window, "certificate");
  await seen(window, t.certificate.verdict.missing);
  await shoot("certificate-days");
  // The second row is yesterday's.
  await app.getByRole("row").nth(2).getByRole("link").click();
  await seen(window, t.certificate.gap.not_in_core);
  await shoot("certificate-day");
  await press(window, t.certificate.to_days);
  await seen(window, t.certificate.last_days);
  await open(window, "connection");
  await seen(window, t.connection.title);
}
