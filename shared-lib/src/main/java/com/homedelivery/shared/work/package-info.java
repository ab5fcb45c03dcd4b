/**
 * Background work: tasks and their lifecycle, work that waits in a service's own tables until it is due, the signal that
 * wakes it as soon as something new has been committed, and backoff.
 */
@NullMarked
package com.homedelivery.shared.work;

import org.jspecify.annotations.NullMarked;
