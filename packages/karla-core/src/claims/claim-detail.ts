import type { Shop } from "../http/core-context.ts";
import { addressDetail } from "../orders/address-detail.ts";
import type { OrderDocument, ShipmentDocument } from "../orders/order-document.ts";
import type { ClaimCreation, ClaimItem, ClaimStatus, ResolutionPreference } from "../wire/claim.ts";

/** What was claimed; what can change, or is searched, has a column of its own. */
export type ClaimDocument = Omit<ClaimCreation, "shipment_id" | "status" | "resolution_preference">;

export interface ClaimRow {
  readonly id: string;
  readonly order_id: string | null;
  readonly shipment_id: string | null;
  readonly document: ClaimDocument;
  readonly status: ClaimStatus;
  readonly resolution_preference: ResolutionPreference | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly deleted_at: Date | null;
  readonly placed: OrderDocument | null;
  readonly shipment: ShipmentDocument | null;
}

function itemDetail({ sku, title, quantity, net_price, image_urls }: ClaimItem) {
  return { sku: sku ?? null, title: title ?? null, quantity, net_price: net_price ?? null, image_urls };
}

/** `AddressSchema`: an address without its company. */
function claimAddress({ address }: OrderDocument) {
  const { company: _, ...rest } = addressDetail(address);
  return rest;
}

/** `ClaimResponseDTO`. What the core does not know (the invoice, the weight as it was scanned) is null. */
export function claimDetail(shop: Shop, row: ClaimRow) {
  const { document, placed, shipment } = row;
  return {
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    deleted_at: row.deleted_at?.toISOString() ?? null,
    uuid: row.id,
    order_id: row.order_id,
    shipment_id: row.shipment_id,
    order_number: placed?.order_number ?? null,
    resolution_preference: row.resolution_preference,
    reason: document.reason,
    status: row.status,
    description: document.description ?? null,
    customer_signature_image_url: document.customer_signature_image_url ?? null,
    damaged_product_items: document.damaged_product_items.map(itemDetail),
    selected_items: document.selected_items.map(itemDetail),
    image_urls: document.image_urls,
    address: placed && claimAddress(placed),
    net_invoice_amount: null,
    tracking_number: shipment?.tracking_number ?? null,
    carrier_reference: shipment?.carrier_reference ?? null,
    scan_date: null,
    weight_kg: null,
    dropoff_permission: document.dropoff_permission ?? null,
    shop_slug: shop.slug,
  };
}

export type ClaimDetail = ReturnType<typeof claimDetail>;
