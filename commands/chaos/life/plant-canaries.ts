/** Fields in which a shop tells who somebody is, at Shopify and at Shopware. */
const PERSONAL: ReadonlySet<string> = new Set([
  "email",
  "contact_email",
  "phone",
  "first_name",
  "last_name",
  "company",
  "address1",
  "address2",
  "city",
  "note",
  "landing_site",
  "firstName",
  "lastName",
  "street",
  "additionalAddressLine1",
  "phoneNumber",
  "customerComment",
]);
/** Where an object is an address, its `name` is a person's. */
const OF_ADDRESS = "address1";
/** Lists of what the customer wrote. */
const WRITTEN: ReadonlySet<string> = new Set(["note_attributes", "properties"]);
/** What carries none: an address of ours, a carrier's, a shop's. */
const NOT_THE_CUSTOMERS: ReadonlySet<string> = new Set(["origin_address", "salesChannel", "shippingMethod"]);

/** Who is to be erased. */
export interface Canary {
  email: string;
  /** As the platform names the account. */
  customerId: string;
}

/**
 * Writes a text that occurs nowhere else into every field of a body that can hold something personal, in place. Gives all that were
 * written, each once.
 */
export function plantCanaries(body: Record<string, unknown>, { email }: Pick<Canary, "email">): Set<string> {
  const planted = new Set<string>();
  const textFor = (field: string): string => {
    const canary = field.includes("mail") ? email : `canary ${field}`;
    const text = field === "landing_site" ? `/?ref=${canary.replace(" ", "-")}` : canary;
    planted.add(text);
    return text;
  };
  plant(body, textFor);
  return planted;
}

function plant(value: unknown, textFor: (field: string) => string): void {
  if (typeof value !== "object" || value === null) return;
  for (const [field, inner] of Object.entries(value)) {
    if (NOT_THE_CUSTOMERS.has(field)) continue;
    const isName = field === "name" && OF_ADDRESS in value;
    if ((PERSONAL.has(field) || isName) && (typeof inner === "string" || inner === null)) {
      Reflect.set(value, field, textFor(field));
    } else if (WRITTEN.has(field) && Array.isArray(inner)) {
      inner.push({ name: "for", value: textFor(field) });
    } else plant(inner, textFor);
  }
}
