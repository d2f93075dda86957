-- Pictures that shops have uploaded, without what cameras write into them. Whoever knows the token sees the picture.
create table karla_core.image (
  shop_id uuid not null references karla_core.shop (id) on delete cascade,
  id uuid not null,
  token text not null unique,
  image_type text not null,
  content_type text not null,
  bytes bytea not null,
  created_at timestamptz not null,
  primary key (shop_id, id)
);
