package com.homedelivery.shared.ops;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.ops.audit.AuditEntry;
import com.homedelivery.shared.ops.audit.AuditLog;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators did to the events of this service. */
@RestController
class AuditController {

    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    /** Lists what operators did, newest first. The first hundred when no page was asked for. */
    @GetMapping("/ops/audit")
    ApiResponse<List<AuditEntry>> list(@Valid PageQuery page) {
        OpsPage asked = OpsPage.of(page);
        List<AuditEntry> found = audit.page(asked.offset(), asked.limit());
        return page.isRequested()
                ? ApiResponse.page(found, Pagination.of(page.pageOrFirst(), page.limitOrDefault(), audit.count()))
                : ApiResponse.of(found);
    }
}
