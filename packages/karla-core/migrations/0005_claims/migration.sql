-- What customers claim. One that is about no shipment is about no order either. A deleted claim stays, and is shown no more.
create table karla_core.claim (
  shop_id uuid not null references karla_core.shop (id) on delete cascade,
  id uuid not null,
  order_id uuid,
  shipment_id uuid,
  document json not null,
  status text not null check (status in ('pending', 'accepted', 'rejected', 'closed')),
  resolution_preference text check (resolution_preference in ('reorder', 'refund')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (shop_id, id),
  foreign key (shop_id, order_id) references karla_core.placed_order (shop_id, id) on delete cascade,
  foreign key (shop_id, shipment_id) references karla_core.shipment (shop_id, id) on delete cascade
);
create index claim_created on karla_core.claim (shop_id, created_at, id) where deleted_at is null;
create index claim_order on karla_core.claim (shop_id, order_id);
create index claim_shipment on karla_core.claim (shop_id, shipment_id);
