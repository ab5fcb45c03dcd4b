-- Admins look for the beginning of a SKU.
create index products_by_sku_prefix on products (sku varchar_pattern_ops) where sku is not null;
