package com.homedelivery.shared.messaging.sink;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One destination of the relay. What it throws means that the transport does not answer; the relay waits and calls
 * again. Used by one thread.
 */
public interface Sink extends AutoCloseable {

    SinkType destination();

    /** Creates the streams or topics of these rows if they are missing; called before every send, cheap but for the first. */
    void prepare(List<OutboxRow> rows);

    /** The logs among these that no longer hold their last known position: they have lost their end. */
    Set<Partition> truncated(Map<Partition, String> highWaterMarks);

    /**
     * Whether a log may lose what it has taken and show no sign of it when it takes more. Then a row counts as sent when it
     * is found {@link #stillPresent} there.
     */
    boolean mayLoseUnnoticed();

    /** Those of these rows, in their order, that still stand where their logs have put them. */
    List<SentRow> stillPresent(List<SentRow> sent);

    /** The end of a log that has lost what came after it; empty when nothing of this service is left, or it is not known. */
    Optional<LogEnd> end(Partition log);

    /**
     * Sends rows in their order and says what became of them.
     *
     * @param highWaterMarks last known positions, to notice that a log has lost its end
     */
    BatchResult send(List<OutboxRow> rows, Map<Partition, String> highWaterMarks);

    /** Removes what no consumer needs any more from these logs; called about once a minute. */
    void cleanUp(Collection<Partition> logs);

    /** Closes the connection, at the end and after every failure; the next call connects again. */
    @Override
    void close();

    /**
     * What a log still holds.
     *
     * @param position of the newest event of this service
     * @param newest the newest events of this service
     */
    record LogEnd(String position, List<UUID> newest) {}
}
