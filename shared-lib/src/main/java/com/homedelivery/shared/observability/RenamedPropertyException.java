package com.homedelivery.shared.observability;

import java.util.List;

/** Properties are set by names that nothing reads any more. */
class RenamedPropertyException extends RuntimeException {

    /** @param properties each with where it is set, and what it is called today */
    RenamedPropertyException(List<String> properties) {
        super("Properties are set that nothing reads any more:\n\n    " + String.join("\n    ", properties));
    }
}
