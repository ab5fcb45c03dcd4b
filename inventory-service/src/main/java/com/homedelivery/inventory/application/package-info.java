/** Use cases of stock and reservations, and interfaces of what they need from outside. */
@NullMarked
package com.homedelivery.inventory.application;

import org.jspecify.annotations.NullMarked;
