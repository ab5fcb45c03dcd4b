/** What integration tests of all services need: real servers under a Spring context, crowds, time that can be put forward. */
@NullMarked
package com.homedelivery.shared.testing;

import org.jspecify.annotations.NullMarked;
