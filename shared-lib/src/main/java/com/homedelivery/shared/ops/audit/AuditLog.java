package com.homedelivery.shared.ops.audit;

import java.util.List;

/** Keeps for good what operators did. Written before the deed: nothing is done without a trace. */
public interface AuditLog {

    void record(AuditEntry entry);

    /** Newest first. */
    List<AuditEntry> page(int offset, int limit);

    long count();
}
