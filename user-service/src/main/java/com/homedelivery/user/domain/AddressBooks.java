package com.homedelivery.user.domain;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All address books. A book is locked while it is changed, so that changes to it follow one another. */
public interface AddressBooks extends Repository<AddressBook, UUID> {

    @Query("select b from AddressBook b left join fetch b.addresses where b.userId = :userId")
    Optional<AddressBook> read(UUID userId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select b from AddressBook b where b.userId = :userId")
    Optional<AddressBook> lock(UUID userId);

    /** Makes an empty book unless the user has one, be it made at this very moment. */
    @Modifying
    @NativeQuery("insert into address_books (user_id, version) values (:userId, 0) on conflict do nothing")
    void begin(UUID userId);
}
