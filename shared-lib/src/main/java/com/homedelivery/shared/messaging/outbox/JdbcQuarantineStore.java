package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.messaging.sink.SinkType;
import com.homedelivery.shared.ops.QuarantineStore;
import com.homedelivery.shared.ops.QuarantinedEvent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The quarantined rows of the outbox, as operators see them. An id is {@code destination:row}. */
final class JdbcQuarantineStore implements QuarantineStore {

    private static final Pattern ID = Pattern.compile("([a-z]+):(\\d{1,18})");

    private final QuarantinedRows rows;

    JdbcQuarantineStore(QuarantinedRows rows) {
        this.rows = rows;
    }

    @Override
    public List<QuarantinedEvent> page(int offset, int limit) {
        return rows.page(offset, limit).stream().map(JdbcQuarantineStore::event).toList();
    }

    @Override
    public long count() {
        return rows.count();
    }

    @Override
    public Optional<QuarantinedEvent> find(String id) {
        return place(id)
                .flatMap(place -> rows.find(place.destination(), place.row()))
                .map(JdbcQuarantineStore::event);
    }

    @Override
    public boolean retry(String id) {
        return place(id)
                .map(place -> rows.sendAgain(place.destination(), place.row()))
                .orElse(false);
    }

    @Override
    public boolean discard(String id) {
        return place(id)
                .map(place -> rows.discard(place.destination(), place.row()))
                .orElse(false);
    }

    private static Optional<Place> place(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches()
                ? SinkType.of(parts.group(1)).map(destination -> new Place(destination, Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    private static QuarantinedEvent event(QuarantinedRow row) {
        return new QuarantinedEvent(
                row.destination().label() + ":" + row.id(),
                row.destination().label(),
                row.topic(),
                row.event().type(),
                row.event().id().toString(),
                row.event().subject(),
                row.reason(),
                row.quarantinedAt(),
                row.data());
    }

    private record Place(SinkType destination, long row) {}
}
