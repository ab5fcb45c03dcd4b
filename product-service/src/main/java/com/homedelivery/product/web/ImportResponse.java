package com.homedelivery.product.web;

import com.homedelivery.product.application.ImportLedger;
import com.homedelivery.product.application.SheetFault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param dryRun whether it is only checked
 * @param status {@code CHECKING}, {@code APPLYING}, {@code DONE}, {@code REFUSED} or {@code FAILED}
 * @param rows how many rows it has
 * @param checked how many of them are checked
 * @param added products that are new, or would be
 * @param changed products that are changed, or would be
 * @param unchanged products that are as the sheet says
 * @param faultCount how many faults were found
 * @param faults the first 1,000 of them, by row
 */
record ImportResponse(
        UUID id,
        boolean dryRun,
        ImportLedger.Status status,
        int rows,
        int checked,
        int added,
        int changed,
        int unchanged,
        int faultCount,
        List<SheetFault> faults,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    static ImportResponse of(ImportLedger.Import found, List<SheetFault> faults) {
        return new ImportResponse(
                found.id(),
                found.dryRun(),
                found.status(),
                found.rows(),
                found.checked(),
                found.added(),
                found.changed(),
                found.unchanged(),
                found.faultCount(),
                faults,
                found.createdAt(),
                found.finishedAt());
    }
}
