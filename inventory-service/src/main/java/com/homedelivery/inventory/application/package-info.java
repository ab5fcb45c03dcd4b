/** Reserving, committing, giving back and counting stock. */
@NullMarked
package com.homedelivery.inventory.application;

import org.jspecify.annotations.NullMarked;
