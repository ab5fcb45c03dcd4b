package com.homedelivery.user.domain;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** A book is locked while it is changed, so that concurrent changes are serialized. */
public interface AddressBooks extends Repository<AddressBook, UUID> {

    @Query("select b from AddressBook b left join fetch b.addresses where b.userId = :userId")
    Optional<AddressBook> findByUserId(UUID userId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select b from AddressBook b where b.userId = :userId")
    Optional<AddressBook> findByUserIdForUpdate(UUID userId);

    void deleteByUserId(UUID userId);

    /** Creates an empty book unless the user has one, also if another transaction creates it concurrently. */
    @Modifying
    @NativeQuery("insert into address_books (user_id, version) values (:userId, 0) on conflict do nothing")
    void insertIfAbsent(UUID userId);
}
