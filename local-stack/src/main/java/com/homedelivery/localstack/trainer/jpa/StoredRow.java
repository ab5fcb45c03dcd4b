package com.homedelivery.localstack.trainer.jpa;

import com.homedelivery.localstack.trainer.Row;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A row in the database, with parts. */
@Entity
@Table(name = "stored_row")
class StoredRow {

    @Id
    private UUID id;

    @Version
    private long version;

    private String text;
    private BigDecimal price;
    private int seen;
    private Instant createdAt;

    @ElementCollection
    @CollectionTable(name = "stored_row_part", joinColumns = @JoinColumn(name = "row_id"))
    @OrderColumn(name = "position")
    @Column(name = "name")
    private List<String> parts = new ArrayList<>();

    /** For JPA. */
    protected StoredRow() {}

    StoredRow(UUID id, Row row, Instant now) {
        this.id = id;
        this.text = row.text();
        this.price = row.price();
        this.createdAt = now;
        this.parts.addAll(List.of(row.text().split(" ")));
    }

    UUID id() {
        return id;
    }

    void look() {
        seen++;
    }

    Row toRow() {
        return new Row(text, price);
    }
}
