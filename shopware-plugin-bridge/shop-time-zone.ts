/** Shopware knows the zone of each user and of no shop; the days of most of ours begin in Germany. */
export const SHOP_TIME_ZONE = "Europe/Berlin";
