package com.homedelivery.product.application;

import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Asks once an hour what customers order, in one of the instances. While nobody answers, searches go on with what was known last, and
 * it is asked again after five minutes.
 */
@Service
public class RefreshPopularity {

    private static final Logger log = LoggerFactory.getLogger(RefreshPopularity.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final PopularitySource source;
    private final PopularityRecords records;
    private final CatalogueChanges changes;
    private final Clock clock;

    RefreshPopularity(PopularitySource source, PopularityRecords records, CatalogueChanges changes, Clock clock) {
        this.source = source;
        this.records = records;
        this.changes = changes;
        this.clock = clock;
    }

    /** Asks when it is due, and no other instance does so. */
    public void refreshWhenDue() {
        Instant now = clock.instant();
        if (!records.claim(now, now.plus(LEASE))) {
            return;
        }
        List<Popularity> latest;
        try {
            latest = source.latest();
        } catch (ServiceUnavailableException e) {
            log.info(
                    "What customers order is not known now, and is asked again in {} min: {}",
                    LEASE.toMinutes(),
                    e.getMessage());
            return;
        }
        records.replace(latest, now.plus(EVERY));
        changes.publish();
    }
}
