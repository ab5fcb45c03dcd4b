package com.homedelivery.user.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Favourites extends Repository<Favourite, Favourite.Id> {

    Optional<Favourite> findById(Favourite.Id id);

    @Query("select f from Favourite f where f.id.userId = :userId order by f.addedAt desc, f.id.productId")
    List<Favourite> findNewest(UUID userId, Pageable page);

    @Query("select count(f) from Favourite f where f.id.userId = :userId")
    int countOf(UUID userId);

    @Modifying
    @NativeQuery("insert into favourites (user_id, product_id, added_at) values (:userId, :productId, :now)")
    void insert(UUID userId, UUID productId, Instant now);

    /** Does nothing when it is none. */
    @Modifying
    @Query("delete from Favourite f where f.id = :id")
    void deleteById(Favourite.Id id);

    @Modifying
    @Query("delete from Favourite f where f.id.userId = :userId")
    void deleteAllOf(UUID userId);
}
