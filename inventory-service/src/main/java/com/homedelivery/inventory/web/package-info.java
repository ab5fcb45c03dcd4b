/** Stock and reservations as REST. */
@NullMarked
package com.homedelivery.inventory.web;

import org.jspecify.annotations.NullMarked;
