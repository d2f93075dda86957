import type { Installation } from "./installation.ts";

/** A shop that has installed the app, and to which nothing has happened since. */
export const INSTALLED_SHOP: Installation & { secret: string } = {
  shopId: "dirYTogwnp8ehbPF",
  url: "https://shop.example.com",
  secret: "a".repeat(64),
  previousSecret: null,
  rotatedAt: null,
  pending: null,
  move: null,
  clientId: "SWIA",
  clientSecret: "x",
  signsTwice: false,
  active: true,
  shopwareVersion: null,
  deletedAt: null,
  version: 1,
};
