/**
 * What of DHL's "Shipment Tracking - Unified" (v1.5.8) is guessed: no key was at hand to try it. All else in this folder is
 * from its published description, its list of status codes (status_1.csv) and answers that others have published. Whether 429
 * carries `Retry-After` is not described either: where it does, it is obeyed (feed-pause.ts).
 */

/** Times without an offset, which German parcels have: the description does not say whose clock it is. */
export const LOCAL_ZONE = "Europe/Berlin";

/**
 * `returnFlag` ("whether the delivery is returned back to consignor") is read at the shipment. That a returned parcel which
 * reaches its sender is `delivered`/`ZU` with it is an assumption.
 */
export const RETURN_FLAG = "returnFlag";

/** A pickup point's opening hours and the end of its storage are in no field that is described; the stand-in tells them so. */
export const OPENING_HOURS = "openingHours";
export const KEPT_UNTIL = "availableUntil";

/** The words by which a scan is more than its code says. The texts change: DHL advises to read codes, where there are any. */
export const WORDS = {
  disposed: /\bdisposed of\b|vernichtet/,
  returned: /\breturn(ed|ing)? to (the )?(sender|shipper|origin)\b|zur[üu]ck (an|zum) (den )?absender|r[üu]cksendung/,
  refused: /\brefused\b|\brejected\b|annahme verweigert|verweigert/,
  notPickedUp: /\bnot (been )?(picked up|collected)\b|nicht abgeholt|lagerfrist/,
  neighbour: /\bneighbou?r\b|nachbar/,
  locker: /\blocker\b|packstation|\bautomated (site|station)\b/,
  shop: /\bparcel shop\b|\bservice ?point\b|\bpost office\b|\bretail outlet\b|filiale|paketshop/,
  letterbox: /\b(letter|mail) ?box\b|briefkasten/,
  pickedUp: /\b(picked up|collected) (by|from)\b|abgeholt|entnommen/,
  readyToCollect: /\bready (for|to) (be )?(pick-?up|collect(ed|ion)?)\b|zur abholung bereit|kann abgeholt werden/,
  damaged: /\bdamaged?\b|besch[äa]dig/,
  delayed: /\bdelay(ed|s)?\b|verz[öo]ger|versp[äa]t|zur[üu]ckgestellt/,
  byCustomer: /\b(at|on) (the )?(recipient|customer)'s request\b|auf wunsch des empf[äa]ngers|wunschtag/,
  address: /\b(incomplete|incorrect|wrong|insufficient) address\b|adresse (ist )?(unvollst|falsch)|unbekannt verzogen/,
  toDelivery: /\bout for delivery\b|\bloaded (on|onto|into) the delivery vehicle\b|zustellfahrzeug/,
  attempted: /\bdelivery attempt\b|\bcould not be delivered\b|nicht angetroffen|zustellversuch/,
  customsDone: /\bcustoms clearance (was )?completed\b|\bcleared customs\b|verzollung abgeschlossen/,
  customs: /\bcustoms\b|verzoll|zollamt/,
  handedOver: /\bhanded over to\b|\bposted by\b|eingeliefert/,
  arrived: /\barrived (at|in)\b|angekommen/,
  departed: /\b(departed|left)\b|abgegangen|weitertransport/,
} as const satisfies Readonly<Record<string, RegExp>>;
