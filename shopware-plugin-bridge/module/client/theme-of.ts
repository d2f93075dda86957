/**
 * Light, but where the administration says that it is dark: since 6.7 of August 2026 a user may choose, and it then appends
 * `color-scheme=dark` to the address of an app's frame. What the browser prefers says nothing: older administrations are
 * light whatever the machine is.
 */
export function themeOf(search: string): "light" | "dark" {
  return new URLSearchParams(search).get("color-scheme") === "dark" ? "dark" : "light";
}
