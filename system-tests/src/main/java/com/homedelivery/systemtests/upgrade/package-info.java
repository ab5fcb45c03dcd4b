/** A release's data and the events that it has in flight, recorded, so that every test run upgrades from them. */
@NullMarked
package com.homedelivery.systemtests.upgrade;

import org.jspecify.annotations.NullMarked;
