package com.homedelivery.localstack.trainer.jpa;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows in the database. */
interface StoredRows extends Repository<StoredRow, UUID> {

    StoredRow save(StoredRow row);

    List<StoredRow> findByTextStartingWithOrderByCreatedAtDesc(String prefix, Limit limit);

    @Query("select count(row) from StoredRow row")
    long total();
}
