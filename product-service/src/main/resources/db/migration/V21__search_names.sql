-- Words of names are completed and corrected to, and may be few among those of descriptions: they have an index of their own.
alter table search_words add column in_names boolean not null generated always as (named > 0) stored;
drop index search_words_trigrams;
create index search_words_trigrams on search_words using gist (word gist_trgm_ops (siglen = 32)) where in_names;
analyze search_words;
