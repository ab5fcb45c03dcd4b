/**
 * Work that waits in a service's own tables until it is due: a background loop that sleeps until then, and the bell that
 * wakes it as soon as something new has been committed.
 */
@NullMarked
package com.homedelivery.shared.work;

import org.jspecify.annotations.NullMarked;
