package com.homedelivery.localstack.trainer.jpa;

import com.homedelivery.localstack.trainer.Row;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
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

    private static final Limit FEW = Limit.of(10);

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
        return rows.findByTextStartingWithOrderByCreatedAtDesc("row", FEW).stream()
                .map(StoredRow::toRow)
                .toList();
    }

    @PostMapping("/rows")
    Row add(@Valid @RequestBody Row row) {
        StoredRow stored = new StoredRow(UUID.randomUUID(), row, Instant.now());
        transaction.executeWithoutResult(_ -> rows.save(stored));
        kafka.send(RowListener.TOPIC, row.text(), "row " + rows.total()).join();
        return stored.toRow();
    }
}
