/** Use cases of orders, and interfaces of what they need from outside. */
@NullMarked
package com.homedelivery.order.application;

import org.jspecify.annotations.NullMarked;
