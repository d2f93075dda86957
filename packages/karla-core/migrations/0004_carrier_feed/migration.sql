-- When a carrier expects to hand a parcel over, as it said last.
alter table karla_core.shipment add column arrival json;

-- Of a carrier's scan: where it was, and what the carrier called it. Its external_id is the carrier and the meaning of the
-- scan alone, without what the scans around it make of it; with the instant it is the identity of the scan.
alter table karla_core.shipment_event add column place json;
alter table karla_core.shipment_event add column scan json;
create unique index shipment_event_scan on karla_core.shipment_event (shop_id, shipment_id, external_id, happened_at)
  where scan is not null;

-- The parcels that a carrier is asked about. `due_at` is null once there is nothing more to ask; `turns` is the fence.
create table karla_core.carrier_watch (
  shop_id uuid not null,
  shipment_id uuid not null,
  carrier text,
  begun_at timestamptz not null,
  due_at timestamptz,
  leased_until timestamptz,
  turns integer not null,
  failures integer not null,
  last_outcome text,
  primary key (shop_id, shipment_id),
  foreign key (shop_id, shipment_id) references karla_core.shipment (shop_id, id) on delete cascade
);
create index carrier_watch_due on karla_core.carrier_watch (carrier, due_at) where due_at is not null;
create index carrier_watch_age on karla_core.carrier_watch (begun_at) where due_at is not null;

-- Of each carrier that is asked: when it may be asked next, by any process. A key is throttled as a whole, so this belongs to
-- no shop.
create table karla_core.carrier_feed (
  name text primary key,
  next_call_at timestamptz not null,
  failures integer not null,
  last_outcome text
);

insert into karla_core.carrier_watch (shop_id, shipment_id, carrier, begun_at, due_at, turns, failures)
select shop_id, id, document->>'carrier_reference', updated_at, updated_at, 0, 0
from karla_core.shipment where tracking_number is not null;
