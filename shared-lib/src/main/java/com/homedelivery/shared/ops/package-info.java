/**
 * What operators see and mend, on every service that consumes or publishes events: dead letters, quarantined events, and
 * the audit log of what was done about them. For admins only.
 */
@NullMarked
package com.homedelivery.shared.ops;

import org.jspecify.annotations.NullMarked;
