-- The self-hosted core's own schema. Documents are `json` (not `jsonb`): they are answered as they came, and `json` also
-- holds escapes such as \u0000 that `jsonb` refuses. What is searched has a column of its own beside the document.
create schema if not exists karla_core;

create table karla_core.shop (
  id uuid primary key,
  slug text not null unique,
  document json not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A key belongs to an organisation and may open several shops, so it is not shop-scoped; its roles are.
create table karla_core.api_key (
  id uuid primary key,
  username text not null,
  salt bytea not null,
  hash bytea not null,
  spans_shops boolean not null,
  bootstrap boolean not null,
  created_at timestamptz not null
);
create index api_key_username on karla_core.api_key (username);

create table karla_core.api_key_role (
  shop_id uuid not null references karla_core.shop (id) on delete cascade,
  key_id uuid not null references karla_core.api_key (id) on delete cascade,
  role text not null check (role in ('admin', 'editor', 'viewer')),
  primary key (shop_id, key_id)
);
create index api_key_role_key on karla_core.api_key_role (key_id);

create table karla_core.shop_settings (
  shop_id uuid primary key references karla_core.shop (id) on delete cascade,
  document json not null,
  updated_at timestamptz not null
);

create table karla_core.shopify_webhook (
  shop_id uuid not null references karla_core.shop (id) on delete cascade,
  id uuid not null,
  webhook_type text not null,
  created_at timestamptz not null,
  primary key (shop_id, id),
  unique (shop_id, webhook_type)
);

create table karla_core.placed_order (
  shop_id uuid not null references karla_core.shop (id) on delete cascade,
  id uuid not null,
  external_id text not null,
  order_number text not null,
  order_name text,
  email_id text,
  zip_code text,
  placed_at timestamptz,
  document json not null,
  analytics json,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, id),
  unique (shop_id, external_id)
);
create index placed_order_number on karla_core.placed_order (shop_id, order_number);
create index placed_order_name on karla_core.placed_order (shop_id, order_name);
create index placed_order_email on karla_core.placed_order (shop_id, email_id);
create index placed_order_created on karla_core.placed_order (shop_id, created_at, id);
-- For the sandbox's page of the latest arrivals of all shops.
create index placed_order_arrival on karla_core.placed_order (created_at, id);

-- tracking_number is null for the draft that stands for an order until its first number is known.
create table karla_core.shipment (
  shop_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  position integer not null,
  tracking_number text,
  document json not null,
  phase text not null,
  updated_at timestamptz not null,
  primary key (shop_id, id),
  unique nulls not distinct (shop_id, order_id, tracking_number),
  foreign key (shop_id, order_id) references karla_core.placed_order (shop_id, id) on delete cascade
);
create index shipment_updated on karla_core.shipment (shop_id, updated_at);

create table karla_core.shipment_event (
  shop_id uuid not null,
  id uuid not null,
  shipment_id uuid not null,
  event_key text not null,
  phase text not null,
  happened_at timestamptz not null,
  external_id text,
  recorded_at timestamptz not null,
  primary key (shop_id, id),
  unique (shop_id, shipment_id, external_id, event_key, happened_at),
  foreign key (shop_id, shipment_id) references karla_core.shipment (shop_id, id) on delete cascade
);
create index shipment_event_shipment on karla_core.shipment_event (shop_id, shipment_id);

create table karla_core.webhook (
  shop_id uuid not null references karla_core.shop (id) on delete cascade,
  id uuid not null,
  url text not null,
  enabled_events text[] not null,
  sealed_secret text not null,
  description text,
  status text not null check (status in ('active', 'inactive')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, id)
);

-- Outbox of webhook deliveries: written in the transaction that caused them. The body is emptied once delivered.
create table karla_core.webhook_delivery (
  shop_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  ref text not null,
  body text not null,
  state text not null check (state in ('pending', 'delivered', 'dead')),
  attempts integer not null,
  due_at timestamptz not null,
  leased_until timestamptz,
  last_outcome text,
  created_at timestamptz not null,
  primary key (shop_id, id),
  foreign key (shop_id, webhook_id) references karla_core.webhook (shop_id, id) on delete cascade
);
create index webhook_delivery_due on karla_core.webhook_delivery (due_at) where state = 'pending';
create index webhook_delivery_webhook on karla_core.webhook_delivery (shop_id, webhook_id);
