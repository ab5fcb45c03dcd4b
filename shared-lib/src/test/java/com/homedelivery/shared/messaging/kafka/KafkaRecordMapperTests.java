package com.homedelivery.shared.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.messaging.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KafkaRecordMapperTests {

    private static final UUID PRODUCT = UUID.fromString("0198a1c2-0000-7000-8000-000000000003");
    private static final String DATA = "{\"productId\":\"" + PRODUCT + "\",\"alertedAt\":\"2026-01-31T10:15:30.123Z\"}";

    @Test
    void readsAnEvent() {
        EventRecord read = KafkaRecordMapper.read(record("inventory.out_of_stock", DATA));
        assertThat(read.event()).isEqualTo(new OutOfStock(PRODUCT, Instant.parse("2026-01-31T10:15:30.123Z")));
        assertThat(read.metadata().source()).isEqualTo("inventory-service");
        assertThat(read.metadata().subject()).isEqualTo(PRODUCT.toString());
        assertThat(read.metadata().traceparent()).isNull();
    }

    @Test
    void refusesATypeThatItDoesNotKnow() {
        assertThatThrownBy(() -> KafkaRecordMapper.read(record("inventory.evaporated", DATA)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("unknown type inventory.evaporated");
        assertThatThrownBy(() -> KafkaRecordMapper.read(new ConsumerRecord<>("inventory", 0, 0, "key", "hello")))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("no type");
    }

    @Test
    void refusesARecordThatItCannotRead() {
        assertThatThrownBy(() -> KafkaRecordMapper.read(record("inventory.out_of_stock", "{")))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith("data: ");
        ConsumerRecord<String, String> anonymous = record("inventory.out_of_stock", DATA);
        anonymous.headers().remove("ce_id");
        assertThatThrownBy(() -> KafkaRecordMapper.read(anonymous))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("no ce_id");
    }

    @Test
    void topicsHaveThePrefix() {
        TopicNames topics = new TopicNames("t1-");
        assertThat(topics.of(EventStream.RIDER_LOCATIONS)).isEqualTo("t1-rider-locations");
        assertThat(topics.all()).hasSize(EventStream.ALL.size()).contains("t1-orders");
    }

    private static ConsumerRecord<String, String> record(String type, String data) {
        ConsumerRecord<String, String> record = new ConsumerRecord<>("inventory", 0, 0, PRODUCT.toString(), data);
        add(record, "ce_id", UUID.randomUUID().toString());
        add(record, "ce_type", type);
        add(record, "ce_source", "inventory-service");
        add(record, "ce_time", "2026-01-31T10:15:30.123Z");
        return record;
    }

    private static void add(ConsumerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
