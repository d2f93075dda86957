/** As Shopware's Admin API prints instants: "2026-11-24T18:04:16.904+00:00". */
export function writeInstant(at: number): string {
  return new Date(at).toISOString().replace("Z", "+00:00");
}
