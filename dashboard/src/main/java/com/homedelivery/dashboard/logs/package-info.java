/** What the services have complained about. */
@NullMarked
package com.homedelivery.dashboard.logs;

import org.jspecify.annotations.NullMarked;
