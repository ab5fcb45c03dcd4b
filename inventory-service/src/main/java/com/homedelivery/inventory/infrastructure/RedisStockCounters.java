package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.StockCounters;
import com.homedelivery.inventory.application.StockCounters.CounterResult.AlreadyReserved;
import com.homedelivery.inventory.application.StockCounters.CounterResult.Insufficient;
import com.homedelivery.inventory.application.StockCounters.CounterResult.NotLoaded;
import com.homedelivery.inventory.application.StockCounters.CounterResult.Reserved;
import com.homedelivery.inventory.application.StockCounters.CounterResult.Unavailable;
import com.homedelivery.inventory.domain.LedgerLevel;
import com.homedelivery.shared.redis.BestEffortRedis;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * A counter is a hash {@code inventory:{stock}:available:{productId}}: {@code available} and {@code version} are the level
 * of the ledger when it was loaded, with the changes that were applied since; every other field but {@code revision} is an
 * order with what it has reserved that is not in the ledger yet, {@code units:since}. A counter expires some time after it
 * was loaded, and is loaded anew for the next order. The braces keep all counters on one node of a cluster, where one script
 * can reach those of an order. Every change is a script, and so atomic, as between {@code MULTI} and {@code EXEC}.
 */
@Component
class RedisStockCounters implements StockCounters {

    private static final RedisScript<?> RESERVE = script("reserve");
    private static final RedisScript<?> RELEASE = script("release");
    private static final RedisScript<?> APPLY = script("revise", "apply");
    private static final RedisScript<?> READ = script("read");
    private static final RedisScript<?> LOAD = script("revise", "load");

    private static final String PREFIX = "inventory:{stock}:";

    /** Then a counter is loaded anew. */
    private static final Duration COUNTER_TTL = Duration.ofDays(1);

    /** How long it is remembered that an order has reserved its units; longer than a request for them is repeated. */
    private static final Duration ORDER_TTL = Duration.ofMinutes(15);

    private final BestEffortRedis redis;
    private final Duration confirmTimeout;
    private final Clock clock;

    RedisStockCounters(BestEffortRedis redis, InventoryProperties properties, Clock clock) {
        this.redis = redis;
        this.confirmTimeout = properties.counters().confirmTimeout();
        this.clock = clock;
    }

    @Override
    public CounterResult reserve(UUID orderId, Map<UUID, Integer> quantities) {
        List<UUID> productIds = new ArrayList<>();
        List<String> arguments = new ArrayList<>(
                List.of(orderId.toString(), Long.toString(clock.millis()), millis(confirmTimeout), millis(ORDER_TTL)));
        quantities.forEach((productId, units) -> {
            productIds.add(productId);
            arguments.add(units.toString());
        });
        return run(RESERVE, withOrderKey(orderId, productIds), arguments)
                .map(reply -> resultOf(reply, productIds))
                .orElseGet(Unavailable::new);
    }

    private static CounterResult resultOf(List<Object> reply, List<UUID> productIds) {
        int outcome = number(reply.getFirst());
        List<Integer> figures =
                reply.stream().skip(1).map(RedisStockCounters::number).toList();
        return switch (outcome) {
            case 0 -> new NotLoaded(figures.stream().map(productIds::get).collect(Collectors.toSet()));
            case 1 -> new Reserved();
            case 2 -> new AlreadyReserved();
            case 3 ->
                new Insufficient(IntStream.range(0, figures.size())
                        .boxed()
                        .collect(Collectors.toMap(productIds::get, figures::get)));
            default -> throw new IllegalStateException("reserve.lua returns no " + outcome);
        };
    }

    @Override
    public void release(UUID orderId, Collection<UUID> productIds) {
        run(RELEASE, withOrderKey(orderId, productIds), List.of(orderId.toString()));
    }

    @Override
    public void apply(List<LedgerChange> changes) {
        List<String> arguments = new ArrayList<>(List.of(keep()));
        changes.forEach(change -> {
            arguments.add(Long.toString(change.version()));
            arguments.add(Integer.toString(change.availableChange()));
            arguments.add(Integer.toString(change.orderIds().size()));
            change.orderIds().forEach(orderId -> arguments.add(orderId.toString()));
        });
        run(APPLY, keysOf(changes.stream().map(LedgerChange::productId)), arguments);
    }

    @Override
    public Map<UUID, Counter> read(Collection<UUID> productIds) {
        List<UUID> asked = List.copyOf(productIds);
        Map<UUID, Counter> counters = new HashMap<>();
        run(READ, keysOf(asked.stream()), List.of()).ifPresent(reply -> {
            for (int i = 0; i < asked.size(); i++) {
                counters.put(asked.get(i), counterOf(asked.get(i), (List<?>) reply.get(i)));
            }
        });
        return counters;
    }

    private static Counter counterOf(UUID productId, List<?> fields) {
        String revision = (String) fields.get(0);
        String version = (String) fields.get(1);
        String available = (String) fields.get(2);
        return new Counter(
                revision == null ? "" : revision,
                version == null || available == null
                        ? null
                        : new LedgerLevel(productId, Integer.parseInt(available), Long.parseLong(version)));
    }

    @Override
    public Set<UUID> load(List<Load> loads) {
        List<String> arguments = new ArrayList<>(List.of(keep()));
        loads.forEach(load -> {
            arguments.add(load.seenRevision());
            arguments.add(Long.toString(load.level().version()));
            arguments.add(Integer.toString(load.level().available()));
        });
        List<UUID> productIds =
                loads.stream().map(load -> load.level().productId()).toList();
        Set<UUID> loaded = new HashSet<>();
        run(LOAD, keysOf(productIds.stream()), arguments).ifPresent(reply -> {
            for (int i = 0; i < productIds.size(); i++) {
                if (number(reply.get(i)) == 1) {
                    loaded.add(productIds.get(i));
                }
            }
        });
        return loaded;
    }

    @Override
    public boolean tryAcquireReconciliation(Duration lease) {
        SetArgs ifAbsent = SetArgs.Builder.nx().px(lease.toMillis());
        return redis.execute(commands -> commands.set(PREFIX + "reconciled", "1", ifAbsent))
                .isPresent();
    }

    /** What a script returns; empty when it is unknown whether it has run. */
    private Optional<List<Object>> run(RedisScript<?> script, List<String> keys, List<String> arguments) {
        String[] allKeys = keys.toArray(String[]::new);
        String[] allArguments = arguments.toArray(String[]::new);
        return redis.execute(commands -> {
            try {
                return commands.evalsha(script.getSha1(), ScriptOutputType.MULTI, allKeys, allArguments);
            } catch (RedisNoScriptException e) {
                return commands.eval(script.getScriptAsString(), ScriptOutputType.MULTI, allKeys, allArguments);
            }
        });
    }

    static List<String> withOrderKey(UUID orderId, Collection<UUID> productIds) {
        List<String> keys = new ArrayList<>(List.of(PREFIX + "order:" + orderId));
        keys.addAll(keysOf(productIds.stream()));
        return keys;
    }

    private static List<String> keysOf(Stream<UUID> productIds) {
        return productIds.map(productId -> PREFIX + "available:" + productId).toList();
    }

    private String keep() {
        return millis(COUNTER_TTL);
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    private static int number(Object reply) {
        return ((Number) reply).intValue();
    }

    private static RedisScript<?> script(String... parts) {
        return RedisScript.of(
                Stream.of(parts).map(RedisStockCounters::textOf).collect(Collectors.joining()), List.class);
    }

    private static String textOf(String name) {
        try {
            return new ClassPathResource("redis/" + name + ".lua").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
