-- What a search needs even while there is nobody to ask: the end of its offers, and a report when it takes long.
create index offers_to_expire on offers (expires_at) where status = 'OPEN';
create index searches_to_report on deliveries (searching_since) where status = 'PENDING' and not overdue;
