package com.homedelivery.product.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** An admin's changes to the synonyms. Searches know them at once, as they know products. */
@Service
public class ManageSynonyms {

    private static final int MAX_SETS = 1000;

    private final Synonyms synonyms;
    private final CatalogueChanges changes;
    private final TransactionOperations transactions;
    private final Clock clock;

    ManageSynonyms(Synonyms synonyms, CatalogueChanges changes, TransactionOperations transactions, Clock clock) {
        this.synonyms = synonyms;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    public List<SynonymSet> list() {
        return synonyms.list();
    }

    /**
     * Adds a set.
     *
     * @param language see {@link SynonymSet#language}
     * @throws ValidationException when a term has no words or too many, or two are the same
     * @throws ConflictException when there are {@value #MAX_SETS} sets already
     */
    public SynonymSet add(@Nullable String language, List<String> terms) {
        List<String> checked = check(terms);
        return change(() -> {
            if (synonyms.lockAndCount() >= MAX_SETS) {
                throw new ConflictException("There are " + MAX_SETS + " sets of synonyms already");
            }
            Instant now = clock.instant();
            SynonymSet set = new SynonymSet(UuidCreator.getTimeOrderedEpoch(), language, checked, now, now);
            synonyms.save(set);
            return set;
        });
    }

    /**
     * Replaces a set.
     *
     * @throws NotFoundException when there is none with that id
     * @throws ValidationException as in {@link #add}
     */
    public SynonymSet revise(UUID id, @Nullable String language, List<String> terms) {
        List<String> checked = check(terms);
        return change(() -> {
            SynonymSet known = synonyms.find(id).orElseThrow(() -> new NotFoundException("Synonyms"));
            SynonymSet set = new SynonymSet(id, language, checked, known.createdAt(), clock.instant());
            synonyms.save(set);
            return set;
        });
    }

    /** @throws NotFoundException when there is no set with that id */
    public SynonymSet remove(UUID id) {
        return change(() -> {
            SynonymSet known = synonyms.find(id).orElseThrow(() -> new NotFoundException("Synonyms"));
            synonyms.delete(id);
            return known;
        });
    }

    private static List<String> check(List<String> terms) {
        Set<String> seen = new HashSet<>();
        for (String term : terms) {
            String normal = WordForm.normal(term);
            if (normal.isEmpty() || normal.split(" ").length > SynonymSet.MAX_WORDS) {
                throw new ValidationException("terms", "must have 1 to " + SynonymSet.MAX_WORDS + " words each");
            }
            if (!seen.add(normal)) {
                throw new ValidationException("terms", "must not have the same one twice");
            }
        }
        return terms.stream().map(String::strip).toList();
    }

    private SynonymSet change(Supplier<SynonymSet> work) {
        SynonymSet changed = Objects.requireNonNull(transactions.execute(_ -> work.get()));
        changes.publish();
        return changed;
    }
}
