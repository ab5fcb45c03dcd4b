/** Use cases and reports, and the interfaces to the database that they need. */
@NullMarked
package com.homedelivery.analytics.application;

import org.jspecify.annotations.NullMarked;
