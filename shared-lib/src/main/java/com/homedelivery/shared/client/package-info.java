/** How services call each other: no longer than somebody waits, so many at a time, and not while nobody answers. */
@NullMarked
package com.homedelivery.shared.client;

import org.jspecify.annotations.NullMarked;
