/** A scan of a parcel that goes back already: the first one was told. */
export const RETURNING = "RETURNING_TO_SENDER";

/** A scan that says nothing of where a parcel is. No entry of the catalogue, so it changes nothing and nobody is told. */
export const NOTHING_NEW = "CARRIER_SCAN";
