/** Demo stock, and a fault for demonstrations. */
@NullMarked
package com.homedelivery.inventory.demo;

import org.jspecify.annotations.NullMarked;
