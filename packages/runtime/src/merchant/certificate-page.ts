import type { LedgerFormat } from "@karla/merchant-ui/certificate-data";
import { z } from "zod";
import type { MerchantServices } from "./create-merchant-services.ts";

/** What the certificate page shows. `day`: the one that is to be opened, e.g. "2026-11-29", null for none. */
export async function readCertificate(services: MerchantServices, shop: string, day: string | null) {
  const [certificate, connection] = await Promise.all([services.certificate(shop, day), services.connection(shop)]);
  return { ...certificate, connected: connection !== null };
}

/** What the certificate page asks for: to count today again, or the ledger as a file. */
export const CertificateWish = z.object({ intent: z.enum(["count", "json", "csv"]) });
export type CertificateWish = z.infer<typeof CertificateWish>;

export type CertificateAnswer = { outcome: "counting" } | { outcome: "written"; format: LedgerFormat; text: string };

export async function askCertificate(
  services: MerchantServices,
  shop: string,
  { intent }: CertificateWish,
): Promise<CertificateAnswer> {
  if (intent !== "count") {
    return { outcome: "written", format: intent, text: await services.exportLedger(shop, intent) };
  }
  await services.countAgain(shop);
  return { outcome: "counting" };
}
