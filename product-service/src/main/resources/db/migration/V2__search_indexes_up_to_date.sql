-- The catalogue is read much and written little: what a write saves by leaving index entries pending, every search pays
-- for, and a long pending list makes PostgreSQL read the whole table instead.
alter index products_search set (fastupdate = off);
alter index products_name_trigrams set (fastupdate = off);
