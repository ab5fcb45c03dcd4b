/** Stock and reservations, and their rules. */
@NullMarked
package com.homedelivery.inventory.domain;

import org.jspecify.annotations.NullMarked;
