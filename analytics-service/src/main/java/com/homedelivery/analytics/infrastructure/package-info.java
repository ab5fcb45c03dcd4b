/** Facts, reports, dead letters and the audit log in MongoDB. */
@NullMarked
package com.homedelivery.analytics.infrastructure;

import org.jspecify.annotations.NullMarked;
