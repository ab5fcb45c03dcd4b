package com.homedelivery.localstack.trainer.jpa;

import com.homedelivery.localstack.trainer.Row;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Touches every server once a request. */
@RestController
class RowController {

    private static final int FEW = 10;

    private final StoredRows rows;
    private final TransactionTemplate transaction;
    private final StringRedisTemplate redis;
    private final KafkaTemplate<Object, Object> kafka;

    RowController(
            StoredRows rows,
            TransactionTemplate transaction,
            StringRedisTemplate redis,
            KafkaTemplate<Object, Object> kafka) {
        this.rows = rows;
        this.transaction = transaction;
        this.redis = redis;
        this.kafka = kafka;
    }

    @GetMapping("/rows")
    List<Row> latest() {
        redis.opsForValue().increment("trainer:reads");
        rows.findBySeenGreaterThanEqual(0, PageRequest.of(0, FEW));
        return rows.findByTextStartingWithOrderByCreatedAtDesc("row", Limit.of(FEW)).stream()
                .map(StoredRow::toRow)
                .toList();
    }

    @PostMapping("/rows")
    Row add(@Valid @RequestBody Row row) {
        StoredRow stored = new StoredRow(UUID.randomUUID(), row, Instant.now());
        transaction.executeWithoutResult(_ -> {
            rows.save(stored);
            rows.forget(Instant.EPOCH);
        });
        transaction.executeWithoutResult(_ -> rows.lock(stored.id()).ifPresent(StoredRow::look));
        redis.opsForStream().add("trainer:rows", Map.of("text", row.text()));
        kafka.send(RowListener.TOPIC, row.text(), "row " + rows.count("row%")).join();
        return rows.findById(stored.id()).orElseThrow().toRow();
    }
}
