package com.homedelivery.localstack.trainer.jpa;

import com.homedelivery.localstack.trainer.Row;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** A row in the database. */
@Entity
@Table(name = "stored_row")
class StoredRow {

    @Id
    private UUID id;

    @Version
    private long version;

    private String text;
    private BigDecimal price;
    private Instant createdAt;

    /** For JPA. */
    protected StoredRow() {}

    StoredRow(UUID id, Row row, Instant now) {
        this.id = id;
        this.text = row.text();
        this.price = row.price();
        this.createdAt = now;
    }

    Row toRow() {
        return new Row(text, price);
    }
}
