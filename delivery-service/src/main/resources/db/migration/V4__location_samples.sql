-- When a position of the rider last went to Kafka, so that two instances together send no more of them than one.
alter table riders add column sampled_at timestamptz;
