package com.homedelivery.notification.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The code of a person is read and written while the person is locked. */
public interface PhoneCodes extends Repository<PhoneCode, UUID> {

    PhoneCode save(PhoneCode code);

    Optional<PhoneCode> findById(UUID userId);

    @Modifying
    @Query("delete from PhoneCode c where c.userId = :userId")
    void deleteOf(UUID userId);

    /**
     * Counts a code against a limit of the day, in one statement, so that two requests cannot both count the last one.
     *
     * @param countedFor the account, or the number
     * @return 0 when the limit is reached
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    insert into phone_code_counts (counted_for, day, codes) values (:countedFor, :day, 1)
                    on conflict (counted_for, day) do update set codes = phone_code_counts.codes + 1
                    where phone_code_counts.codes < :most
                    """)
    int count(String countedFor, LocalDate day, int most);

    /** @return how many were deleted */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from phone_codes where user_id in (
                        select user_id from phone_codes where expires_at < :before limit :limit for update skip locked)
                    """)
    int deleteBefore(Instant before, int limit);

    /** @return how many were deleted */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from phone_code_counts where (counted_for, day) in (
                        select counted_for, day from phone_code_counts where day < :before limit :limit
                        for update skip locked)
                    """)
    int deleteCountsBefore(LocalDate before, int limit);
}
