package com.homedelivery.localstack.trainer.jpa;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows in the database, asked for in every way that Spring Data has. */
interface StoredRows extends Repository<StoredRow, UUID> {

    StoredRow save(StoredRow row);

    Optional<StoredRow> findById(UUID id);

    List<StoredRow> findByTextStartingWithOrderByCreatedAtDesc(String prefix, Limit limit);

    Page<StoredRow> findBySeenGreaterThanEqual(int times, Pageable page);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select row from StoredRow row left join fetch row.parts where row.id = :id")
    Optional<StoredRow> lock(UUID id);

    @Modifying
    @Query("delete from StoredRow row where row.createdAt < :before and row.parts is empty")
    int forget(Instant before);

    @Query(value = "select count(*) from stored_row where text like :pattern", nativeQuery = true)
    long count(String pattern);
}
