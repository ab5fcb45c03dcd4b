/** The traces that services export, order by order. */
@NullMarked
package com.homedelivery.dashboard.traces;

import org.jspecify.annotations.NullMarked;
