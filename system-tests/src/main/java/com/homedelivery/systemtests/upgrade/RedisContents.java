package com.homedelivery.systemtests.upgrade;

import com.homedelivery.localstack.client.ServerAddresses;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XClaimParams;
import redis.clients.jedis.params.XPendingParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.StreamGroupInfo;
import redis.clients.jedis.resps.StreamInfo;
import redis.clients.jedis.resps.StreamPendingEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every key, one a line as JSON, with the time that it had left: text, unlike what DUMP gives, so that any version of Redis can
 * read it and times can be moved. A stream has its consumer groups, their consumers, and what is pending under each.
 */
final class RedisContents implements ServerContents {

    private static final String FILE = "keys.jsonl";
    private static final ProtocolCommand SET_LAST_ID = () -> "XSETID".getBytes(StandardCharsets.US_ASCII);
    private static final int AT_ONCE = 1_000;

    private final JsonMapper json = new JsonMapper();

    /**
     * One key.
     *
     * @param millisLeft until it expires; negative for ever
     * @param type as TYPE names it
     */
    private record Key(String key, long millisLeft, String type, JsonNode value) {}

    private record Stream(String lastId, List<Entry> entries, List<Group> groups) {}

    private record Entry(String id, Map<String, String> fields) {}

    private record Group(String name, String lastDelivered, List<Pending> pending) {}

    /**
     * An entry that a consumer has read and not acknowledged.
     *
     * @param deliveredAt milliseconds since 1970
     */
    private record Pending(String id, String consumer, long deliveredAt, long deliveries) {}

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void record(ServerAddresses servers, Path folder, Path version) throws IOException {
        try (RedisClient redis = connect(servers)) {
            List<String> lines = new ArrayList<>();
            for (String key : keys(redis)) {
                lines.add(json.writeValueAsString(read(redis, key)));
            }
            Files.write(folder.resolve(FILE), lines);
        }
    }

    private static Set<String> keys(RedisClient redis) {
        Set<String> keys = new TreeSet<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = redis.scan(cursor);
            keys.addAll(page.getResult());
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return keys;
    }

    private Key read(RedisClient redis, String key) {
        String type = redis.type(key);
        Object value = switch (type) {
            case "string" -> redis.get(key);
            case "hash" -> new TreeMap<>(redis.hgetAll(key));
            case "set" -> new TreeSet<>(redis.smembers(key));
            case "list" -> redis.lrange(key, 0, -1);
            case "zset" -> scores(redis, key);
            case "stream" -> stream(redis, key);
            default -> throw unknown(key, type);
        };
        return new Key(key, redis.pttl(key), type, json.valueToTree(value));
    }

    private static IllegalStateException unknown(String key, String type) {
        return new IllegalStateException(key + " is a " + type + ", which a recording cannot hold yet");
    }

    private static Map<String, String> scores(RedisClient redis, String key) {
        Map<String, String> scores = new LinkedHashMap<>();
        redis.zrangeWithScores(key, 0, -1)
                .forEach(member -> scores.put(member.getElement(), new BigDecimal(member.getScore()).toPlainString()));
        return scores;
    }

    private static Stream stream(RedisClient redis, String key) {
        StreamInfo info = redis.xinfoStream(key);
        List<Entry> entries = redis.xrange(key, (StreamEntryID) null, null).stream()
                .map(entry -> new Entry(entry.getID().toString(), entry.getFields()))
                .toList();
        List<Group> groups = redis.xinfoGroups(key).stream()
                .map(group ->
                        new Group(group.getName(), group.getLastDeliveredId().toString(), pending(redis, key, group)))
                .toList();
        return new Stream(info.getLastGeneratedId().toString(), entries, groups);
    }

    private static List<Pending> pending(RedisClient redis, String key, StreamGroupInfo group) {
        long now = System.currentTimeMillis();
        List<StreamPendingEntry> pending =
                redis.xpending(key, group.getName(), XPendingParams.xPendingParams("-", "+", AT_ONCE));
        if (pending.size() == AT_ONCE) {
            throw new IllegalStateException("More is pending in " + key + " than a recording holds");
        }
        return pending.stream()
                .map(entry -> new Pending(
                        entry.getID().toString(),
                        entry.getConsumerName(),
                        now - entry.getIdleTime(),
                        entry.getDeliveredTimes()))
                .toList();
    }

    @Override
    public void restore(ServerAddresses servers, Path folder) throws IOException {
        try (RedisClient redis = connect(servers)) {
            for (String line : Files.readAllLines(folder.resolve(FILE))) {
                Key key = json.readValue(line, Key.class);
                write(redis, key);
                if (key.millisLeft() >= 0) {
                    redis.pexpire(key.key(), key.millisLeft());
                }
            }
        }
    }

    private void write(RedisClient redis, Key key) {
        String name = key.key();
        JsonNode value = key.value();
        switch (key.type()) {
            case "string" -> redis.set(name, value.asString());
            case "hash" ->
                value.properties()
                        .forEach(field -> redis.hset(
                                name, field.getKey(), field.getValue().asString()));
            case "set" -> value.forEach(member -> redis.sadd(name, member.asString()));
            case "list" -> value.forEach(element -> redis.rpush(name, element.asString()));
            case "zset" ->
                value.properties()
                        .forEach(member -> redis.zadd(name, member.getValue().asDouble(), member.getKey()));
            case "stream" -> write(redis, name, json.treeToValue(value, Stream.class));
            default -> throw unknown(name, key.type());
        }
    }

    private static void write(RedisClient redis, String key, Stream stream) {
        for (Entry entry : stream.entries()) {
            redis.xadd(key, XAddParams.xAddParams().id(entry.id()), entry.fields());
        }
        for (Group group : stream.groups()) {
            redis.xgroupCreate(key, group.name(), new StreamEntryID(group.lastDelivered()), true);
            for (Pending pending : group.pending()) {
                redis.xclaimJustId(
                        key,
                        group.name(),
                        pending.consumer(),
                        0,
                        XClaimParams.xClaimParams()
                                .time(pending.deliveredAt())
                                .retryCount(Math.toIntExact(pending.deliveries()))
                                .force(),
                        new StreamEntryID(pending.id()));
            }
        }
        redis.executeCommand(new CommandArguments(SET_LAST_ID).key(key).add(stream.lastId()));
    }

    private static RedisClient connect(ServerAddresses servers) {
        return RedisClient.create(ServerAddresses.HOST, servers.redisPort());
    }
}
