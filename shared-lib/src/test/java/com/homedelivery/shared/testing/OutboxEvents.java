package com.homedelivery.shared.testing;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the service under test has put into its outbox. Sent events stay there for an hour.
 *
 * @param jdbc of the service's database
 */
public record OutboxEvents(JdbcClient jdbc) {

    /** Types of the events with this key, in order. */
    public List<String> typesAbout(Object key) {
        return jdbc.sql("select type from outbox where event_key = ? order by id")
                .param(key.toString())
                .query(String.class)
                .list();
    }

    /** JSON of the events of a type with this key, in order. */
    public List<String> dataAbout(Object key, String type) {
        return jdbc.sql("select data from outbox where event_key = ? and type = ? order by id")
                .param(key.toString())
                .param(type)
                .query(String.class)
                .list();
    }
}
