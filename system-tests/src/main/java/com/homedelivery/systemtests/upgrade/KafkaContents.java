package com.homedelivery.systemtests.upgrade;

import com.homedelivery.localstack.client.ServerAddresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every topic with its settings, all its records, one a line as JSON, and how far each consumer group has read. What was read long
 * ago is there too: relays compare the ends of the partitions with what they have sent.
 */
final class KafkaContents implements ServerContents {

    private static final String TOPICS = "topics.jsonl";
    private static final String RECORDS = "records.jsonl";
    private static final String OFFSETS = "offsets.jsonl";
    private static final Duration POLL = Duration.ofMillis(500);

    private final JsonMapper json = new JsonMapper();

    private record Topic(String name, int partitions, Map<String, String> settings) {}

    /** @param time milliseconds since 1970 */
    private record Entry(
            String topic,
            int partition,
            long time,
            @Nullable String key,
            @Nullable String value,
            Map<String, String> headers) {}

    /** @param offset of what the group reads next */
    private record Offset(String group, String topic, int partition, long offset) {}

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void record(ServerAddresses servers, Path folder, Path version) throws Exception {
        try (Admin admin = admin(servers)) {
            List<Topic> topics = topics(admin);
            write(folder.resolve(TOPICS), topics);
            write(folder.resolve(RECORDS), entries(servers, topics));
            write(folder.resolve(OFFSETS), offsets(admin));
        }
    }

    private static List<Topic> topics(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> names = new TreeSet<>(admin.listTopics().names().get());
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(names).allTopicNames().get();
        Map<ConfigResource, Config> settings = admin.describeConfigs(
                        names.stream().map(KafkaContents::resource).toList())
                .all()
                .get();
        List<Topic> topics = new ArrayList<>();
        for (String name : names) {
            topics.add(new Topic(
                    name,
                    Objects.requireNonNull(descriptions.get(name)).partitions().size(),
                    Objects.requireNonNull(settings.get(resource(name))).entries().stream()
                            .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
        }
        return topics;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static List<Entry> entries(ServerAddresses servers, List<Topic> topics) {
        List<TopicPartition> partitions =
                topics.stream().flatMap(KafkaContents::partitions).toList();
        List<Entry> entries = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafkaBrokers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found -> {
                    Map<String, String> headers = new LinkedHashMap<>();
                    found.headers()
                            .forEach(header ->
                                    headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
                    entries.add(new Entry(
                            found.topic(), found.partition(), found.timestamp(), found.key(), found.value(), headers));
                });
            }
        }
        entries.sort(Comparator.comparing(Entry::topic).thenComparingInt(Entry::partition));
        return entries;
    }

    private static Stream<TopicPartition> partitions(Topic topic) {
        return IntStream.range(0, topic.partitions()).mapToObj(number -> new TopicPartition(topic.name(), number));
    }

    private static List<Offset> offsets(Admin admin) throws ExecutionException, InterruptedException {
        List<Offset> offsets = new ArrayList<>();
        for (GroupListing group : admin.listGroups().all().get()) {
            admin.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.add(
                            new Offset(group.groupId(), partition.topic(), partition.partition(), offset.offset())));
        }
        offsets.sort(
                Comparator.comparing(Offset::group).thenComparing(Offset::topic).thenComparingInt(Offset::partition));
        return offsets;
    }

    @Override
    public void restore(ServerAddresses servers, Path folder) throws Exception {
        try (Admin admin = admin(servers)) {
            admin.createTopics(read(folder.resolve(TOPICS), Topic.class).stream()
                            .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                                    .configs(topic.settings()))
                            .toList())
                    .all()
                    .get();
            send(servers, read(folder.resolve(RECORDS), Entry.class));
            Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets = new HashMap<>();
            for (Offset offset : read(folder.resolve(OFFSETS), Offset.class)) {
                offsets.computeIfAbsent(offset.group(), _ -> new HashMap<>())
                        .put(
                                new TopicPartition(offset.topic(), offset.partition()),
                                new OffsetAndMetadata(offset.offset()));
            }
            for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> group : offsets.entrySet()) {
                admin.alterConsumerGroupOffsets(group.getKey(), group.getValue())
                        .all()
                        .get();
            }
        }
    }

    private static void send(ServerAddresses servers, List<Entry> entries)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafkaBrokers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (Entry entry : entries) {
                ProducerRecord<String, String> record = new ProducerRecord<>(
                        entry.topic(), entry.partition(), entry.time(), entry.key(), entry.value());
                entry.headers()
                        .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                producer.send(record);
            }
            producer.flush();
        }
    }

    private static Admin admin(ServerAddresses servers) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafkaBrokers()));
    }

    private void write(Path file, List<?> values) throws IOException {
        Files.write(file, values.stream().map(json::writeValueAsString).toList());
    }

    private <T> List<T> read(Path file, Class<T> type) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> json.readValue(line, type))
                .toList();
    }
}
