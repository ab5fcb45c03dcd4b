package com.homedelivery.shared.messaging.deadletter;

import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.messaging.redis.EntryId;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.redis.ServerConnections;
import com.homedelivery.shared.messaging.redis.StreamRecordMapper;
import com.homedelivery.shared.messaging.stream.ConsumerGroup;
import com.homedelivery.shared.messaging.stream.DeadLetterFields;
import com.homedelivery.shared.messaging.stream.EventProcessors;
import com.homedelivery.shared.messaging.stream.StreamDeadLetterStore;
import com.homedelivery.shared.ops.DeadLetter;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dead letters beside the stream that they come from, for a service whose only store is Redis. */
final class RedisDeadLetterStore implements StreamDeadLetterStore {

    private static final Pattern ID = Pattern.compile("(.+):(\\d{1,15}-\\d{1,15})");

    private final EventProcessors processors;
    private final String group;
    private final RedisConnections connections;

    RedisDeadLetterStore(EventProcessors processors, String group, RedisConnections connections) {
        this.processors = processors;
        this.group = group;
        this.connections = connections;
    }

    @Override
    public boolean keep(ConsumerGroup entries, Map<String, String> fields) {
        return entries.deadLetter(fields.getOrDefault(DeadLetterFields.ENTRY, ""), fields);
    }

    @Override
    public long count(ConsumerGroup entries) {
        return entries.deadLetters();
    }

    @Override
    public List<DeadLetter> newest(@Nullable String stream, int offset, int limit) {
        return withRedis(servers -> new EntryMerge(
                        keys(stream),
                        (key, before) -> servers.commands(key)
                                .xrevrange(
                                        key,
                                        before == null
                                                ? Range.unbounded()
                                                : Range.from(
                                                        Range.Boundary.unbounded(), Range.Boundary.excluding(before)),
                                        Limit.from(EntryMerge.CHUNK)),
                        Comparator.reverseOrder())
                .stream().skip(offset).limit(limit).map(this::letter).toList());
    }

    @Override
    public List<DeadLetter> oldest(@Nullable String stream, @Nullable String type, @Nullable String after, int limit) {
        Optional<Place> start =
                Optional.ofNullable(after).map(id -> place(id).orElseThrow(() -> new NotFoundException("Dead letter")));
        return withRedis(servers -> new EntryMerge(
                        keys(stream),
                        (key, last) -> servers.commands(key)
                                .xrange(
                                        key,
                                        last == null
                                                ? start.map(place -> place.behind(key))
                                                        .orElseGet(Range::unbounded)
                                                : Range.from(
                                                        Range.Boundary.excluding(last), Range.Boundary.unbounded()),
                                        Limit.from(EntryMerge.CHUNK)),
                        Comparator.naturalOrder())
                .stream()
                        .filter(entry ->
                                type == null || type.equals(entry.getBody().get(StreamRecordMapper.TYPE)))
                        .limit(limit)
                        .map(this::letter)
                        .toList());
    }

    @Override
    public long count(@Nullable String stream) {
        return withRedis(servers -> keys(stream).stream()
                .mapToLong(key -> servers.commands(key).xlen(key))
                .sum());
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return place(id).flatMap(place -> withRedis(place::read)).map(this::letter);
    }

    @Override
    public boolean retry(String id) {
        return place(id)
                .map(place -> withRedis(servers -> {
                    Optional<StreamMessage<String, String>> entry = place.read(servers);
                    entry.ifPresent(found -> {
                        processors.retry(place.stream(), found.getBody());
                        place.remove(servers);
                    });
                    return entry.isPresent();
                }))
                .orElse(false);
    }

    @Override
    public boolean discard(String id) {
        return place(id).map(place -> withRedis(place::remove)).orElse(false);
    }

    private List<String> keys(@Nullable String stream) {
        return processors.streams().stream()
                .filter(key -> stream == null || stream.equals(key))
                .map(this::keyOf)
                .toList();
    }

    private Optional<Place> place(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches() && processors.streams().contains(parts.group(1))
                ? Optional.of(new Place(parts.group(1), keyOf(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    private DeadLetter letter(StreamMessage<String, String> entry) {
        String stream = processors.streams().stream()
                .filter(key -> keyOf(key).equals(entry.getStream()))
                .findFirst()
                .orElseThrow();
        return DeadLetterFields.letter(
                stream + ":" + entry.getId(),
                stream,
                Instant.ofEpochMilli(EntryId.of(entry.getId()).millis()),
                entry.getBody());
    }

    private String keyOf(String stream) {
        return ConsumerGroup.deadLetterStream(connections.naming(), stream, group);
    }

    private <T> T withRedis(Function<ServerConnections, T> work) {
        try (ServerConnections servers = new ServerConnections(connections)) {
            return work.apply(servers);
        } catch (RedisException e) {
            throw new ServiceUnavailableException("The dead letters cannot be reached right now", e);
        }
    }

    /** Where a letter is kept. */
    private record Place(String stream, String key, String entry) {

        Optional<StreamMessage<String, String>> read(ServerConnections servers) {
            return servers.commands(key).xrange(key, Range.create(entry, entry)).stream()
                    .findFirst();
        }

        boolean remove(ServerConnections servers) {
            return servers.commands(key).xdel(key, entry) == 1;
        }

        /** What comes behind it in another log: of entries with one id, the log's key decides. */
        Range<String> behind(String log) {
            return Range.from(
                    log.compareTo(key) > 0 ? Range.Boundary.including(entry) : Range.Boundary.excluding(entry),
                    Range.Boundary.unbounded());
        }
    }
}
