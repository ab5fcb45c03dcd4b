/** Stock and reservations, and the rules that keep them true. */
@NullMarked
package com.homedelivery.inventory.domain;

import org.jspecify.annotations.NullMarked;
