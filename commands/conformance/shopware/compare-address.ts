import { type Fields, fieldsOf, objectsIn, textOf } from "../read-body.ts";
import { type Compared, deviating, SAME, wrong } from "./compared.ts";
import { addressOfDelivery, translatedName } from "./order-in-shop.ts";

const FIELDS = [
  "name",
  "address_line_1",
  "address_line_2",
  "street",
  "zip_code",
  "city",
  "country",
  "country_code",
  "province",
  "province_code",
  "phone",
] as const;
/** These have a name in each language. */
const NAMED = { country: "country", province: "countryState" } as const;

/** The plugin's, or where that is another one of the order, the delivery's. `order` is as the shop answered it. */
export function compareAddress(due: unknown, is: Readonly<Record<string, unknown>>, order: Fields | null): Compared {
  const said = fieldsOf(due) ?? {};
  const differing = FIELDS.filter((field) => textOf(said[field]) !== textOf(is[field]));
  if (differing.length === 0) return SAME;
  const delivery = addressOfDelivery(order);
  if (delivery !== null && differing.every((field) => isNameInShop(field, is[field], delivery))) {
    return deviating("names_in_senders_language");
  }
  if (delivery !== null && isThis(delivery, is) && othersOf(order, delivery).some((other) => isThis(other, said))) {
    return deviating("address_first_of_list");
  }
  return wrong("fields", `address: ${differing.join(", ")} is not what it should be`);
}

function isNameInShop(field: (typeof FIELDS)[number], held: unknown, address: Fields): boolean {
  if (field !== "country" && field !== "province") return false;
  return translatedName(fieldsOf(address[NAMED[field]])) === textOf(held);
}

function othersOf(order: Fields | null, { id }: Fields): Fields[] {
  return objectsIn(order?.addresses).filter((address) => address.id !== id);
}

/** Whether what was told is this address of the shop. */
function isThis({ street, zipcode, city }: Fields, told: Readonly<Record<string, unknown>>): boolean {
  return (
    textOf(street)?.trim() === textOf(told.address_line_1)?.trim() &&
    textOf(zipcode) === textOf(told.zip_code) &&
    textOf(city) === textOf(told.city)
  );
}
