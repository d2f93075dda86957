-- The shop's catalogue, as far as it was given to us: one row for each variant, and for a product without variants one.
create table karla_core.product_variant (
  shop_id uuid not null references karla_core.shop (id) on delete cascade,
  product_id text not null,
  variant_id text not null,
  document json not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, product_id, variant_id)
);
