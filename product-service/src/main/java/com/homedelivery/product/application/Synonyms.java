package com.homedelivery.product.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The synonyms of searches, in the database. */
public interface Synonyms {

    /** All of them, the oldest first. */
    List<SynonymSet> list();

    Optional<SynonymSet> find(UUID id);

    /** Adds one, or replaces the one with its id. */
    void save(SynonymSet set);

    boolean delete(UUID id);

    /** Makes who else adds sets wait until the end of this transaction, and gives how many there are. */
    int lockAndCount();
}
