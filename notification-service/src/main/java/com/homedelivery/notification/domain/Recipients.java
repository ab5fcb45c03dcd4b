package com.homedelivery.notification.domain;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

public interface Recipients extends Repository<Recipient, UUID> {

    /** The person, inserted if new, locked until the transaction ends. */
    default Recipient findOrCreateForUpdate(UUID userId) {
        return findByIdForUpdate(userId).orElseGet(() -> {
            insertIfAbsent(userId);
            return findByIdForUpdate(userId).orElseThrow();
        });
    }

    /**
     * The person, inserted if new, whom nobody changes until the transaction ends. The lock is shared: several events
     * of one person, or for all admins, do not wait for each other.
     */
    default Recipient findOrCreateForShare(UUID userId) {
        return findById(userId).orElseGet(() -> {
            insertIfAbsent(userId);
            return findById(userId).orElseThrow();
        });
    }

    /**
     * The person if known, with a shared lock. It is read once in a transaction, however many notifications the person
     * gets.
     */
    @Lock(LockModeType.PESSIMISTIC_READ)
    Optional<Recipient> findById(UUID userId);

    /** Those of these people who are known. */
    @Query("select r from Recipient r where r.userId in :userIds")
    List<Recipient> findAll(Collection<UUID> userIds);

    /** Nothing else is flushed. */
    @Modifying
    @QueryHints(@QueryHint(name = "org.hibernate.flushMode", value = "COMMIT"))
    @Query(value = "insert into recipients (user_id) values (:userId) on conflict do nothing", nativeQuery = true)
    void insertIfAbsent(UUID userId);

    /**
     * Counts a message against the person's limit of the day, in one statement, so that two instances cannot both count
     * the last one.
     *
     * @return 0 when the limit is reached
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    update recipients set
                        messages_counted = case when messages_counted_on = :today then messages_counted + 1 else 1 end,
                        messages_counted_on = :today
                    where user_id = :userId
                        and (messages_counted_on is distinct from :today or messages_counted < :most)
                    """)
    int countMessage(UUID userId, LocalDate today, int most);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Recipient r where r.userId = :userId")
    Optional<Recipient> findByIdForUpdate(UUID userId);

    /**
     * Lets what finds no admin and who becomes one come one after the other, until the transaction ends, so that they
     * do not miss each other. Taken after an order is locked and before a recipient.
     */
    @Query(
            nativeQuery = true,
            value = "select 1 from (select pg_advisory_xact_lock(hashtextextended('recipients.admins', 0))) locked")
    int lockAdmins();

    @Query("select r.userId from Recipient r where r.role = ADMIN order by r.userId")
    List<UUID> findAdminIds();
}
