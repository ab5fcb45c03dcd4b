package com.homedelivery.product.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.product.application.ImportLedger.Import;
import com.homedelivery.product.application.ImportLedger.Status;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.OutageClassifier;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.work.AfterCommit;
import com.homedelivery.shared.work.WakeUpSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Imports a spreadsheet of products. The rows are put aside as they come; then all are checked, and only if there is no fault they
 * are applied, some in each transaction, which also counts them. So an import holds nobody up, goes on after a crash where it was,
 * by whichever instance, and needs the memory of some rows. It is atomic in what is refused, not in what is seen.
 */
@Service
public class ImportProducts {

    public static final int MAX_ROWS = 100_000;

    private static final Logger log = LoggerFactory.getLogger(ImportProducts.class);

    /** Two of the sets of 128 that the driver makes of insertions. */
    private static final int CHUNK = 256;

    private static final int MAX_FAILURES = 5;
    private static final Duration KEPT = Duration.ofDays(30);

    private final ImportLedger ledger;
    private final ImportRows rows;
    private final CatalogueSheets sheets;
    private final CatalogueChanges changes;
    private final WakeUpSignal importSignal;
    private final TransactionOperations transactions;
    private final Clock clock;

    ImportProducts(
            ImportLedger ledger,
            ImportRows rows,
            CatalogueSheets sheets,
            CatalogueChanges changes,
            WakeUpSignal importSignal,
            TransactionOperations transactions,
            Clock clock) {
        this.ledger = ledger;
        this.rows = rows;
        this.sheets = sheets;
        this.changes = changes;
        this.importSignal = importSignal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Takes a sheet in.
     *
     * @param dryRun whether it is only checked
     * @return the import, which goes on in the background
     * @throws ValidationException when it is no sheet, has unknown columns, or more than {@value #MAX_ROWS} rows
     */
    public Import begin(InputStream sheet, boolean dryRun, UUID adminId) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Instant now = clock.instant();
        transactions.executeWithoutResult(_ -> {
            ledger.create(id, dryRun, adminId, now, now.minus(KEPT));
            Stage stage = new Stage(id);
            try {
                sheets.read(sheet, stage::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            stage.flush();
        });
        importSignal.wakeUp();
        return find(id);
    }

    /** @throws NotFoundException when there is no such import, or it ended more than 30 days ago */
    public Import find(UUID id) {
        return ledger.find(id).orElseThrow(() -> new NotFoundException("Import"));
    }

    /** Its faults, the first {@value ImportLedger#MAX_FAULTS}, by row. */
    public List<SheetFault> faults(UUID id) {
        return ledger.faults(id);
    }

    /**
     * Works on some rows of the next import.
     *
     * @return when there is more to do: at once, or empty when no import waits
     */
    public Optional<Instant> advance() {
        Attempt attempt = new Attempt();
        try {
            return Objects.requireNonNull(transactions.execute(_ -> attempt.run()));
        } catch (RuntimeException e) {
            if (attempt.id == null || OutageClassifier.isCauseOf(e)) {
                throw e;
            }
            log.warn("Import {} is tried again", attempt.id, e);
            fail(attempt.id);
            return Optional.of(clock.instant());
        }
    }

    private void fail(UUID id) {
        transactions.executeWithoutResult(_ -> {
            if (ledger.countFailure(id) >= MAX_FAILURES) {
                ledger.become(id, Status.FAILED, clock.instant());
            }
        });
    }

    /** Some rows, in one transaction. */
    private final class Attempt {

        private @Nullable UUID id;

        Optional<Instant> run() {
            return ledger.lockNext().map(next -> {
                id = next.id();
                if (next.status() == Status.CHECKING) {
                    check(next);
                } else {
                    apply(next);
                }
                return clock.instant();
            });
        }

        private void check(Import next) {
            List<SheetRow> chunk = ledger.check(next.id(), CHUNK);
            if (!chunk.isEmpty()) {
                ledger.addFaults(next.id(), rows.check(chunk));
                return;
            }
            ledger.addFaults(next.id(), ledger.contradictions(next.id()));
            boolean isFaulty = find(next.id()).faultCount() > 0;
            ledger.become(next.id(), isFaulty ? Status.REFUSED : Status.APPLYING, clock.instant());
        }

        private void apply(Import next) {
            List<SheetRow> chunk = ledger.take(next.id(), CHUNK);
            if (chunk.isEmpty()) {
                ledger.become(next.id(), Status.DONE, clock.instant());
                return;
            }
            ledger.count(next.id(), rows.apply(chunk, _ -> UuidCreator.getTimeOrderedEpoch(), next.dryRun()));
            if (!next.dryRun()) {
                AfterCommit.run(changes::publish);
            }
        }
    }

    /** Puts rows aside, some at a time. */
    private final class Stage {

        private final UUID id;
        private final List<SheetRow> waiting = new ArrayList<>();
        private int total;

        Stage(UUID id) {
            this.id = id;
        }

        void add(SheetRow row) {
            if (++total > MAX_ROWS) {
                throw new ValidationException("sheet", "must have at most " + MAX_ROWS + " rows");
            }
            waiting.add(row);
            if (waiting.size() == CHUNK) {
                flush();
            }
        }

        void flush() {
            ledger.stage(id, List.copyOf(waiting));
            waiting.clear();
        }
    }
}
