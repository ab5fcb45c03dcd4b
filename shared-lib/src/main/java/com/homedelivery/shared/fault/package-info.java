/** Faults that a service can be told to have, for demonstrations and drills; there are none without the demo data. */
@NullMarked
package com.homedelivery.shared.fault;

import org.jspecify.annotations.NullMarked;
