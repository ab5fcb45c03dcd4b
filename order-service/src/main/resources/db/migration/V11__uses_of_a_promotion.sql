-- How often a promotion is used is counted in its row only while it has a limit; else its uses are counted when somebody asks.
create index promotion_uses_of_a_promotion on promotion_uses (promotion_id) where returned_at is null;
