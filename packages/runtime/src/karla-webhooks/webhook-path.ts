/** Where the core's webhooks come in; the last part of the path says whose, and is no secret. */
const PLACE = "/webhooks/karla/";

/** As the receiver has it among its routes. */
export const KARLA_ROUTE = `${PLACE}*`;

export function webhookPathOf(id: string): string {
  return `${PLACE}${id}`;
}

/** Null where it is none that we make. */
export function webhookIdOf(path: string): string | null {
  const id = path.slice(PLACE.length);
  return path.startsWith(PLACE) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
