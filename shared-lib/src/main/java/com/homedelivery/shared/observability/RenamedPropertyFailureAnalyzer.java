package com.homedelivery.shared.observability;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator which names to change, without a stack trace. */
class RenamedPropertyFailureAnalyzer extends AbstractFailureAnalyzer<RenamedPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RenamedPropertyException cause) {
        return new FailureAnalysis(cause.getMessage(), "Set the new names, and remove what is gone.", cause);
    }
}
