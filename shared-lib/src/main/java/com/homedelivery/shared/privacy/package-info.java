/**
 * What a service keeps about a person, for that person to read: one bean of the service's, one route over it. How it forgets a person
 * is its own business, and begins with the event {@code user.deleted}.
 */
@NullMarked
package com.homedelivery.shared.privacy;

import org.jspecify.annotations.NullMarked;
